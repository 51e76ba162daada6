# shellcheck shell=bash
# From a bare machine to programs and images. What is built for the same sources is not built again.

bench=$root/operator/e2e/cluster
jars=$root/operator/cli/target/image/lib
built_from=$root/operator/cli/target/demo-built-from

prepare_machine() {
  quietly "packages, JDK, Maven, Go, Python" "$root/tools/prepare" demo
}

# The programs take the processors, the jars the network: side by side they are done sooner.
build_everything() {
  local programs="Kubernetes and the other programs" jars="jars of Slipway" images="images"
  begin "$programs" build_programs
  begin "$jars" build_jars
  await "$jars"
  begin "$images" build_images
  await "$programs" "$images"
}

build_programs() {
  "$bench/cluster" build
  "$bench/program" helm versitygw
}

build_jars() {
  local sources
  sources=$(digest_of_sources)
  [[ -d $jars && -f $built_from && $(<"$built_from") == "$sources" ]] && return
  rm -f "$built_from"
  MAVEN_OPTS=-Dorg.slf4j.simpleLogger.defaultLogLevel=info \
    "$root/tools/maven" --batch-mode package -DskipTests -Punchecked -pl operator/cli -am
  echo "$sources" >"$built_from"
}

digest_of_sources() {
  find pom.xml .mvn operator/*/pom.xml operator/{api,engine,worker,controllers,cli}/src/main -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
}

build_images() {
  "$root/tools/image"
  "$root/examples/images/build"
}
