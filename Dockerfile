# One image for the operator, its workers and the maintenance page: the first argument says what it is to be.
# How each role's JVM is set stands in operator/cli/src/main/image.
# Built from the repository's root once the Maven build has put the jars into operator/cli/target/image/lib; the same with buildah:
#
#   docker build --build-arg VERSION=1.0.0 --tag slipway:1.0.0 .
#
# VERSION    what the image's label says
# REVISION   the commit, for another label
# PG_MAJORS  the majors of PostgreSQL whose clients are in the image, such as "16 17 18". Debian trixie has 17 only; for others
#            apt needs a source that has them, and it is up to whoever builds to bring it along, in a base image:
# BASE       a Debian trixie

ARG BASE=docker.io/library/debian:trixie-slim

FROM ${BASE} AS java
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends openjdk-25-jdk-headless ca-certificates-java
# What jdeps finds in the jars, and what is only looked up by name:
#   java.naming, java.security.jgss, java.security.sasl   log-in with LDAP, Kerberos and SCRAM in PostgreSQL's driver
#   java.management, jdk.management                       the JVM's own metrics
#   jdk.httpserver                                        the operator's health and metrics
#   jdk.net                                               how often a connection is probed for being alive
#   jdk.unsupported, jdk.zipfs                            sun.misc.Unsafe; archives as file systems
# Debian's libraries are stripped already, so that only the classes' debug information is left to be stripped.
RUN jlink --output /opt/java \
      --add-modules java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.httpserver,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs \
      --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 \
 && cp --dereference --remove-destination /etc/ssl/certs/java/cacerts /opt/java/lib/security/cacerts \
 && /opt/java/bin/java -Xshare:dump -XX:+UseSerialGC

# Where the operator's JVM is trained: the times of the jars and their order are part of what it keeps.
FROM java AS trained
COPY operator/cli/src/main/image/ /opt/slipway/
COPY operator/cli/target/image/lib/*.jar /opt/slipway/lib/
COPY tools/training/ /training/
RUN /training/train

FROM ${BASE}
# Perl, 53 MB, is only for Debian's wrappers in /usr/bin: workers call the programs of the right major themselves.
ARG PG_MAJORS=17
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ca-certificates \
      $(for major in ${PG_MAJORS}; do echo "postgresql-client-${major}"; done) \
 && dpkg --purge --force-depends $(dpkg-query --show --showformat '${Package} ' perl 'perl-modules-*' 'libperl5*') \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old /var/cache/ldconfig/* /var/log/* /var/lib/dpkg/*-old
COPY --from=java /opt/java /opt/java
COPY --from=trained /opt/slipway /opt/slipway
ARG BASE
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Slipway" \
      org.opencontainers.image.description="Takes database-backed applications from development to production" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="${BASE}"
ENV LANG=C.UTF-8
# A number, since "restricted" pod security cannot tell whether a name is root. Nothing but /tmp is written to.
USER 65532:65532
ENTRYPOINT ["/opt/slipway/slipway"]
