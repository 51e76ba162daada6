{{- define "slipway.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag }}
{{- end -}}
{{- end -}}

{{- define "slipway.labels" -}}
app.kubernetes.io/name: slipway
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "slipway.selector" -}}
app.kubernetes.io/name: slipway
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end -}}

{{- define "slipway.account" -}}
system:serviceaccount:{{ .Release.Namespace }}:{{ .Release.Name }}
{{- end -}}

{{/* The image of the version before this one, whose workers may still be wanted: as the cluster knows it. */}}
{{- define "slipway.previousImage" -}}
{{- $now := include "slipway.image" . -}}
{{- $there := lookup "apps/v1" "Deployment" .Release.Namespace .Release.Name -}}
{{- if $there -}}
{{- $image := (first $there.spec.template.spec.containers).image -}}
{{- if ne $image $now -}}
{{ $image }}
{{- else -}}
{{ get ($there.metadata.annotations | default dict) "slipway.dev/previous-image" }}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The images that a worker may have whatever an environment says, as CEL. */}}
{{- define "slipway.workerImages" -}}
{{- $images := list (include "slipway.image" .) -}}
{{- with include "slipway.previousImage" . }}{{ $images = append $images . }}{{ end -}}
{{ concat $images .Values.workers.images | uniq | toJson }}
{{- end -}}

{{/* A rule of a NetworkPolicy: names may be asked for, wherever the cluster has its DNS. */}}
{{- define "slipway.dns" -}}
- ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]
{{- end -}}
