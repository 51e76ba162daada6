# shellcheck shell=bash
# The cluster's own certificate authority, and a certificate and a kubeconfig for each who talks to the API server.

make_credentials() {
  local names="IP:$node_ip,IP:127.0.0.1,IP:$api_service_ip,DNS:localhost"
  names+=,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local
  mkdir -p "$pki"
  chmod 700 "$pki"
  authority ca
  authority front-proxy-ca
  certificate ca apiserver /CN=kube-apiserver extendedKeyUsage=serverAuth "subjectAltName=$names"
  certificate ca kubelet "/O=system:nodes/CN=system:node:$node" extendedKeyUsage=clientAuth,serverAuth "subjectAltName=IP:$node_ip,DNS:$node"
  certificate ca apiserver-kubelet-client /O=system:masters/CN=kube-apiserver-kubelet-client
  certificate ca admin /O=system:masters/CN=admin
  certificate ca controller-manager /CN=system:kube-controller-manager
  certificate ca scheduler /CN=system:kube-scheduler
  certificate ca proxy /CN=system:kube-proxy
  certificate front-proxy-ca front-proxy-client /CN=front-proxy-client
  openssl genrsa -out "$pki/service-accounts.key" 2048 2>/dev/null
  openssl rsa -in "$pki/service-accounts.key" -pubout -out "$pki/service-accounts.pub" 2>/dev/null
  local who
  for who in admin controller-manager scheduler proxy kubelet; do write_kubeconfig "$who"; done
}

# authority NAME
authority() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/CN=slipway-cluster-$1" \
    -keyout "$pki/$1.key" -out "$pki/$1.crt" 2>/dev/null
}

# certificate AUTHORITY NAME SUBJECT [EXTENSION...]: for a client, unless the extensions say otherwise
certificate() {
  local authority=$1 name=$2 subject=$3 extension options=()
  shift 3
  for extension in "${@:-extendedKeyUsage=clientAuth}" basicConstraints=CA:FALSE; do options+=(-addext "$extension"); done
  openssl req -x509 -CA "$pki/$authority.crt" -CAkey "$pki/$authority.key" -newkey rsa:2048 -nodes -days 365 \
    -subj "$subject" "${options[@]}" -keyout "$pki/$name.key" -out "$pki/$name.crt" 2>/dev/null
}

# write_kubeconfig WHO: whole in one file, so that it can be handed to anybody
# shellcheck disable=SC2034 # the template uses them
write_kubeconfig() {
  local who=$1 authority certificate key
  authority=$(base64 -w 0 "$pki/ca.crt")
  certificate=$(base64 -w 0 "$pki/$who.crt")
  key=$(base64 -w 0 "$pki/$who.key")
  (umask 077 && render kubeconfig.yaml >"$state/$who.kubeconfig")
}
