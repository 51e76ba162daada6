{{/* A policy is nothing without a binding; both have one name. Takes the root and that name, and "keep" where both outlive the chart. */}}
{{- define "slipway.policy" -}}
{{- $root := index . 0 -}}
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: {{ $root.Release.Name }}-{{ index . 1 }}
  labels: {{- include "slipway.labels" $root | nindent 4 }}
{{- if eq (len .) 3 }}
  annotations: {helm.sh/resource-policy: {{ index . 2 }}}
{{- end }}
{{- end -}}

{{/* What is refused is refused; with a third argument it looks at the objects of paramKind in the namespace, and that says what holds without any; a fourth may be "keep". */}}
{{- define "slipway.binding" -}}
{{- $root := index . 0 -}}
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: {{ $root.Release.Name }}-{{ index . 1 }}
  labels: {{- include "slipway.labels" $root | nindent 4 }}
{{- if eq (len .) 4 }}
  annotations: {helm.sh/resource-policy: {{ index . 3 }}}
{{- end }}
spec:
  policyName: {{ $root.Release.Name }}-{{ index . 1 }}
  validationActions: [Deny]
{{- if ge (len .) 3 }}
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
