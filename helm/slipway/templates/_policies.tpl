{{/* A policy is nothing without a binding; both have one name. Takes the root and that name. */}}
{{- define "slipway.policy" -}}
{{- $root := index . 0 -}}
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: {{ $root.Release.Name }}-{{ index . 1 }}
  labels: {{- include "slipway.labels" $root | nindent 4 }}
{{- end -}}

{{/* What is refused is refused; with a third argument it looks at the AppEnvironments of the namespace, and that says what holds without any. */}}
{{- define "slipway.binding" -}}
{{- $root := index . 0 -}}
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: {{ $root.Release.Name }}-{{ index . 1 }}
  labels: {{- include "slipway.labels" $root | nindent 4 }}
spec:
  policyName: {{ $root.Release.Name }}-{{ index . 1 }}
  validationActions: [Deny]
{{- if eq (len .) 3 }}
  paramRef: {selector: {}, parameterNotFoundAction: {{ index . 2 }}}
{{- end }}
{{- end -}}

{{- define "slipway.isOperator" -}}
- name: is-the-operator
  expression: "request.userInfo.username == '{{ include "slipway.account" . }}'"
{{- end -}}

{{- define "slipway.environments" -}}
{apiVersion: slipway.dev/v1alpha1, kind: AppEnvironment}
{{- end -}}
