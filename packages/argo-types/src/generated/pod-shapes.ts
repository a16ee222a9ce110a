// Made by "npm run generate" from the OpenAPI of Kubernetes 1.34.4. Do not edit.
// Argo Workflows and Kubernetes are licensed under Apache-2.0; descriptions are left out.

import type { Definitions } from '../shape.ts';

/** The shapes of a pod and its parts, by their names in Kubernetes. */
export const podShapes: Definitions = {
 "AWSElasticBlockStoreVolumeSource": {
  "type": "object",
  "required": [
   "volumeID"
  ],
  "properties": {
   "fsType": {
    "type": "string"
   },
   "partition": {
    "type": "integer"
   },
   "readOnly": {
    "type": "boolean"
   },
   "volumeID": {
    "type": "string"
   }
  }
 },
 "Affinity": {
  "type": "object",
  "properties": {
   "nodeAffinity": {
    "$ref": "NodeAffinity"
   },
   "podAffinity": {
    "$ref": "PodAffinity"
   },
   "podAntiAffinity": {
    "$ref": "PodAntiAffinity"
   }
  }
 },
 "AppArmorProfile": {
  "type": "object",
  "required": [
   "type"
  ],
  "properties": {
   "localhostProfile": {
    "type": "string"
   },
   "type": {
    "type": "string",
    "enum": [
     "Localhost",
     "RuntimeDefault",
     "Unconfined"
    ]
   }
  }
 },
 "AzureDiskVolumeSource": {
  "type": "object",
  "required": [
   "diskName",
   "diskURI"
  ],
  "properties": {
   "cachingMode": {
    "type": "string"
   },
   "diskName": {
    "type": "string"
   },
   "diskURI": {
    "type": "string"
   },
   "fsType": {
    "type": "string"
   },
   "kind": {
    "type": "string"
   },
   "readOnly": {
    "type": "boolean"
   }
  }
 },
 "AzureFileVolumeSource": {
  "type": "object",
  "required": [
   "secretName",
   "shareName"
  ],
  "properties": {
   "readOnly": {
    "type": "boolean"
   },
   "secretName": {
    "type": "string"
   },
   "shareName": {
    "type": "string"
   }
  }
 },
 "CSIVolumeSource": {
  "type": "object",
  "required": [
   "driver"
  ],
  "properties": {
   "driver": {
    "type": "string"
   },
   "fsType": {
    "type": "string"
   },
   "nodePublishSecretRef": {
    "$ref": "LocalObjectReference"
   },
   "readOnly": {
    "type": "boolean"
   },
   "volumeAttributes": {
    "type": "object",
    "additionalProperties": {
     "type": "string"
    }
   }
  }
 },
 "Capabilities": {
  "type": "object",
  "properties": {
   "add": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "drop": {
    "type": "array",
    "items": {
     "type": "string"
    }
   }
  }
 },
 "CephFSVolumeSource": {
  "type": "object",
  "required": [
   "monitors"
  ],
  "properties": {
   "monitors": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "path": {
    "type": "string"
   },
   "readOnly": {
    "type": "boolean"
   },
   "secretFile": {
    "type": "string"
   },
   "secretRef": {
    "$ref": "LocalObjectReference"
   },
   "user": {
    "type": "string"
   }
  }
 },
 "CinderVolumeSource": {
  "type": "object",
  "required": [
   "volumeID"
  ],
  "properties": {
   "fsType": {
    "type": "string"
   },
   "readOnly": {
    "type": "boolean"
   },
   "secretRef": {
    "$ref": "LocalObjectReference"
   },
   "volumeID": {
    "type": "string"
   }
  }
 },
 "ClusterTrustBundleProjection": {
  "type": "object",
  "required": [
   "path"
  ],
  "properties": {
   "labelSelector": {
    "$ref": "LabelSelector"
   },
   "name": {
    "type": "string"
   },
   "optional": {
    "type": "boolean"
   },
   "path": {
    "type": "string"
   },
   "signerName": {
    "type": "string"
   }
  }
 },
 "ConfigMapEnvSource": {
  "type": "object",
  "properties": {
   "name": {
    "type": "string"
   },
   "optional": {
    "type": "boolean"
   }
  }
 },
 "ConfigMapKeySelector": {
  "type": "object",
  "required": [
   "key"
  ],
  "properties": {
   "key": {
    "type": "string"
   },
   "name": {
    "type": "string"
   },
   "optional": {
    "type": "boolean"
   }
  }
 },
 "ConfigMapProjection": {
  "type": "object",
  "properties": {
   "items": {
    "type": "array",
    "items": {
     "$ref": "KeyToPath"
    }
   },
   "name": {
    "type": "string"
   },
   "optional": {
    "type": "boolean"
   }
  }
 },
 "ConfigMapVolumeSource": {
  "type": "object",
  "properties": {
   "defaultMode": {
    "type": "integer"
   },
   "items": {
    "type": "array",
    "items": {
     "$ref": "KeyToPath"
    }
   },
   "name": {
    "type": "string"
   },
   "optional": {
    "type": "boolean"
   }
  }
 },
 "Container": {
  "type": "object",
  "required": [
   "name"
  ],
  "properties": {
   "args": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "command": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "env": {
    "type": "array",
    "items": {
     "$ref": "EnvVar"
    }
   },
   "envFrom": {
    "type": "array",
    "items": {
     "$ref": "EnvFromSource"
    }
   },
   "image": {
    "type": "string"
   },
   "imagePullPolicy": {
    "type": "string",
    "enum": [
     "Always",
     "IfNotPresent",
     "Never"
    ]
   },
   "lifecycle": {
    "$ref": "Lifecycle"
   },
   "livenessProbe": {
    "$ref": "Probe"
   },
   "name": {
    "type": "string"
   },
   "ports": {
    "type": "array",
    "items": {
     "$ref": "ContainerPort"
    }
   },
   "readinessProbe": {
    "$ref": "Probe"
   },
   "resizePolicy": {
    "type": "array",
    "items": {
     "$ref": "ContainerResizePolicy"
    }
   },
   "resources": {
    "$ref": "ResourceRequirements"
   },
   "restartPolicy": {
    "type": "string"
   },
   "securityContext": {
    "$ref": "SecurityContext"
   },
   "startupProbe": {
    "$ref": "Probe"
   },
   "stdin": {
    "type": "boolean"
   },
   "stdinOnce": {
    "type": "boolean"
   },
   "terminationMessagePath": {
    "type": "string"
   },
   "terminationMessagePolicy": {
    "type": "string"
   },
   "tty": {
    "type": "boolean"
   },
   "volumeDevices": {
    "type": "array",
    "items": {
     "$ref": "VolumeDevice"
    }
   },
   "volumeMounts": {
    "type": "array",
    "items": {
     "$ref": "VolumeMount"
    }
   },
   "workingDir": {
    "type": "string"
   }
  }
 },
 "ContainerPort": {
  "type": "object",
  "required": [
   "containerPort"
  ],
  "properties": {
   "containerPort": {
    "type": "integer"
   },
   "hostIP": {
    "type": "string"
   },
   "hostPort": {
    "type": "integer"
   },
   "name": {
    "type": "string"
   },
   "protocol": {
    "type": "string"
   }
  }
 },
 "ContainerResizePolicy": {
  "type": "object",
  "required": [
   "resourceName",
   "restartPolicy"
  ],
  "properties": {
   "resourceName": {
    "type": "string"
   },
   "restartPolicy": {
    "type": "string"
   }
  }
 },
 "DownwardAPIProjection": {
  "type": "object",
  "properties": {
   "items": {
    "type": "array",
    "items": {
     "$ref": "DownwardAPIVolumeFile"
    }
   }
  }
 },
 "DownwardAPIVolumeFile": {
  "type": "object",
  "required": [
   "path"
  ],
  "properties": {
   "fieldRef": {
    "$ref": "ObjectFieldSelector"
   },
   "mode": {
    "type": "integer"
   },
   "path": {
    "type": "string"
   },
   "resourceFieldRef": {
    "$ref": "ResourceFieldSelector"
   }
  }
 },
 "DownwardAPIVolumeSource": {
  "type": "object",
  "properties": {
   "defaultMode": {
    "type": "integer"
   },
   "items": {
    "type": "array",
    "items": {
     "$ref": "DownwardAPIVolumeFile"
    }
   }
  }
 },
 "EmptyDirVolumeSource": {
  "type": "object",
  "properties": {
   "medium": {
    "type": "string"
   },
   "sizeLimit": {
    "$ref": "Quantity"
   }
  }
 },
 "EnvFromSource": {
  "type": "object",
  "properties": {
   "configMapRef": {
    "$ref": "ConfigMapEnvSource"
   },
   "prefix": {
    "type": "string"
   },
   "secretRef": {
    "$ref": "SecretEnvSource"
   }
  }
 },
 "EnvVar": {
  "type": "object",
  "required": [
   "name"
  ],
  "properties": {
   "name": {
    "type": "string"
   },
   "value": {
    "type": "string"
   },
   "valueFrom": {
    "$ref": "EnvVarSource"
   }
  }
 },
 "EnvVarSource": {
  "type": "object",
  "properties": {
   "configMapKeyRef": {
    "$ref": "ConfigMapKeySelector"
   },
   "fieldRef": {
    "$ref": "ObjectFieldSelector"
   },
   "resourceFieldRef": {
    "$ref": "ResourceFieldSelector"
   },
   "secretKeyRef": {
    "$ref": "SecretKeySelector"
   }
  }
 },
 "EphemeralVolumeSource": {
  "type": "object",
  "properties": {
   "volumeClaimTemplate": {
    "$ref": "PersistentVolumeClaimTemplate"
   }
  }
 },
 "ExecAction": {
  "type": "object",
  "properties": {
   "command": {
    "type": "array",
    "items": {
     "type": "string"
    }
   }
  }
 },
 "FCVolumeSource": {
  "type": "object",
  "properties": {
   "fsType": {
    "type": "string"
   },
   "lun": {
    "type": "integer"
   },
   "readOnly": {
    "type": "boolean"
   },
   "targetWWNs": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "wwids": {
    "type": "array",
    "items": {
     "type": "string"
    }
   }
  }
 },
 "FieldsV1": {
  "type": "object"
 },
 "FlexVolumeSource": {
  "type": "object",
  "required": [
   "driver"
  ],
  "properties": {
   "driver": {
    "type": "string"
   },
   "fsType": {
    "type": "string"
   },
   "options": {
    "type": "object",
    "additionalProperties": {
     "type": "string"
    }
   },
   "readOnly": {
    "type": "boolean"
   },
   "secretRef": {
    "$ref": "LocalObjectReference"
   }
  }
 },
 "FlockerVolumeSource": {
  "type": "object",
  "properties": {
   "datasetName": {
    "type": "string"
   },
   "datasetUUID": {
    "type": "string"
   }
  }
 },
 "GCEPersistentDiskVolumeSource": {
  "type": "object",
  "required": [
   "pdName"
  ],
  "properties": {
   "fsType": {
    "type": "string"
   },
   "partition": {
    "type": "integer"
   },
   "pdName": {
    "type": "string"
   },
   "readOnly": {
    "type": "boolean"
   }
  }
 },
 "GRPCAction": {
  "type": "object",
  "required": [
   "port"
  ],
  "properties": {
   "port": {
    "type": "integer"
   },
   "service": {
    "type": "string"
   }
  }
 },
 "GitRepoVolumeSource": {
  "type": "object",
  "required": [
   "repository"
  ],
  "properties": {
   "directory": {
    "type": "string"
   },
   "repository": {
    "type": "string"
   },
   "revision": {
    "type": "string"
   }
  }
 },
 "GlusterfsVolumeSource": {
  "type": "object",
  "required": [
   "endpoints",
   "path"
  ],
  "properties": {
   "endpoints": {
    "type": "string"
   },
   "path": {
    "type": "string"
   },
   "readOnly": {
    "type": "boolean"
   }
  }
 },
 "HTTPGetAction": {
  "type": "object",
  "required": [
   "port"
  ],
  "properties": {
   "host": {
    "type": "string"
   },
   "httpHeaders": {
    "type": "array",
    "items": {
     "$ref": "HTTPHeader"
    }
   },
   "path": {
    "type": "string"
   },
   "port": {
    "$ref": "IntOrString"
   },
   "scheme": {
    "type": "string"
   }
  }
 },
 "HTTPHeader": {
  "type": "object",
  "required": [
   "name",
   "value"
  ],
  "properties": {
   "name": {
    "type": "string"
   },
   "value": {
    "type": "string"
   }
  }
 },
 "HostAlias": {
  "type": "object",
  "required": [
   "ip"
  ],
  "properties": {
   "hostnames": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "ip": {
    "type": "string"
   }
  }
 },
 "HostPathVolumeSource": {
  "type": "object",
  "required": [
   "path"
  ],
  "properties": {
   "path": {
    "type": "string"
   },
   "type": {
    "type": "string"
   }
  }
 },
 "ISCSIVolumeSource": {
  "type": "object",
  "required": [
   "iqn",
   "lun",
   "targetPortal"
  ],
  "properties": {
   "chapAuthDiscovery": {
    "type": "boolean"
   },
   "chapAuthSession": {
    "type": "boolean"
   },
   "fsType": {
    "type": "string"
   },
   "initiatorName": {
    "type": "string"
   },
   "iqn": {
    "type": "string"
   },
   "iscsiInterface": {
    "type": "string"
   },
   "lun": {
    "type": "integer"
   },
   "portals": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "readOnly": {
    "type": "boolean"
   },
   "secretRef": {
    "$ref": "LocalObjectReference"
   },
   "targetPortal": {
    "type": "string"
   }
  }
 },
 "ImageVolumeSource": {
  "type": "object",
  "properties": {
   "pullPolicy": {
    "type": "string"
   },
   "reference": {
    "type": "string"
   }
  }
 },
 "IntOrString": {
  "type": [
   "string",
   "integer"
  ]
 },
 "KeyToPath": {
  "type": "object",
  "required": [
   "key",
   "path"
  ],
  "properties": {
   "key": {
    "type": "string"
   },
   "mode": {
    "type": "integer"
   },
   "path": {
    "type": "string"
   }
  }
 },
 "LabelSelector": {
  "type": "object",
  "properties": {
   "matchExpressions": {
    "type": "array",
    "items": {
     "$ref": "LabelSelectorRequirement"
    }
   },
   "matchLabels": {
    "type": "object",
    "additionalProperties": {
     "type": "string"
    }
   }
  }
 },
 "LabelSelectorRequirement": {
  "type": "object",
  "required": [
   "key",
   "operator"
  ],
  "properties": {
   "key": {
    "type": "string"
   },
   "operator": {
    "type": "string"
   },
   "values": {
    "type": "array",
    "items": {
     "type": "string"
    }
   }
  }
 },
 "Lifecycle": {
  "type": "object",
  "properties": {
   "postStart": {
    "$ref": "LifecycleHandler"
   },
   "preStop": {
    "$ref": "LifecycleHandler"
   },
   "stopSignal": {
    "type": "string"
   }
  }
 },
 "LifecycleHandler": {
  "type": "object",
  "properties": {
   "exec": {
    "$ref": "ExecAction"
   },
   "httpGet": {
    "$ref": "HTTPGetAction"
   },
   "sleep": {
    "$ref": "SleepAction"
   },
   "tcpSocket": {
    "$ref": "TCPSocketAction"
   }
  }
 },
 "LocalObjectReference": {
  "type": "object",
  "properties": {
   "name": {
    "type": "string"
   }
  }
 },
 "ManagedFieldsEntry": {
  "type": "object",
  "properties": {
   "apiVersion": {
    "type": "string"
   },
   "fieldsType": {
    "type": "string"
   },
   "fieldsV1": {
    "$ref": "FieldsV1"
   },
   "manager": {
    "type": "string"
   },
   "operation": {
    "type": "string"
   },
   "subresource": {
    "type": "string"
   },
   "time": {
    "$ref": "Time"
   }
  }
 },
 "NFSVolumeSource": {
  "type": "object",
  "required": [
   "path",
   "server"
  ],
  "properties": {
   "path": {
    "type": "string"
   },
   "readOnly": {
    "type": "boolean"
   },
   "server": {
    "type": "string"
   }
  }
 },
 "NodeAffinity": {
  "type": "object",
  "properties": {
   "preferredDuringSchedulingIgnoredDuringExecution": {
    "type": "array",
    "items": {
     "$ref": "PreferredSchedulingTerm"
    }
   },
   "requiredDuringSchedulingIgnoredDuringExecution": {
    "$ref": "NodeSelector"
   }
  }
 },
 "NodeSelector": {
  "type": "object",
  "required": [
   "nodeSelectorTerms"
  ],
  "properties": {
   "nodeSelectorTerms": {
    "type": "array",
    "items": {
     "$ref": "NodeSelectorTerm"
    }
   }
  }
 },
 "NodeSelectorRequirement": {
  "type": "object",
  "required": [
   "key",
   "operator"
  ],
  "properties": {
   "key": {
    "type": "string"
   },
   "operator": {
    "type": "string",
    "enum": [
     "DoesNotExist",
     "Exists",
     "Gt",
     "In",
     "Lt",
     "NotIn"
    ]
   },
   "values": {
    "type": "array",
    "items": {
     "type": "string"
    }
   }
  }
 },
 "NodeSelectorTerm": {
  "type": "object",
  "properties": {
   "matchExpressions": {
    "type": "array",
    "items": {
     "$ref": "NodeSelectorRequirement"
    }
   },
   "matchFields": {
    "type": "array",
    "items": {
     "$ref": "NodeSelectorRequirement"
    }
   }
  }
 },
 "ObjectFieldSelector": {
  "type": "object",
  "required": [
   "fieldPath"
  ],
  "properties": {
   "apiVersion": {
    "type": "string"
   },
   "fieldPath": {
    "type": "string"
   }
  }
 },
 "ObjectMeta": {
  "type": "object",
  "properties": {
   "annotations": {
    "type": "object",
    "additionalProperties": {
     "type": "string"
    }
   },
   "creationTimestamp": {
    "$ref": "Time"
   },
   "deletionGracePeriodSeconds": {
    "type": "integer"
   },
   "deletionTimestamp": {
    "$ref": "Time"
   },
   "finalizers": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "generateName": {
    "type": "string"
   },
   "generation": {
    "type": "integer"
   },
   "labels": {
    "type": "object",
    "additionalProperties": {
     "type": "string"
    }
   },
   "managedFields": {
    "type": "array",
    "items": {
     "$ref": "ManagedFieldsEntry"
    }
   },
   "name": {
    "type": "string"
   },
   "namespace": {
    "type": "string"
   },
   "ownerReferences": {
    "type": "array",
    "items": {
     "$ref": "OwnerReference"
    }
   },
   "resourceVersion": {
    "type": "string"
   },
   "selfLink": {
    "type": "string"
   },
   "uid": {
    "type": "string"
   }
  }
 },
 "OwnerReference": {
  "type": "object",
  "required": [
   "apiVersion",
   "kind",
   "name",
   "uid"
  ],
  "properties": {
   "apiVersion": {
    "type": "string"
   },
   "blockOwnerDeletion": {
    "type": "boolean"
   },
   "controller": {
    "type": "boolean"
   },
   "kind": {
    "type": "string"
   },
   "name": {
    "type": "string"
   },
   "uid": {
    "type": "string"
   }
  }
 },
 "PersistentVolumeClaimSpec": {
  "type": "object",
  "properties": {
   "accessModes": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "dataSource": {
    "$ref": "TypedLocalObjectReference"
   },
   "dataSourceRef": {
    "$ref": "TypedObjectReference"
   },
   "resources": {
    "$ref": "VolumeResourceRequirements"
   },
   "selector": {
    "$ref": "LabelSelector"
   },
   "storageClassName": {
    "type": "string"
   },
   "volumeAttributesClassName": {
    "type": "string"
   },
   "volumeMode": {
    "type": "string"
   },
   "volumeName": {
    "type": "string"
   }
  }
 },
 "PersistentVolumeClaimTemplate": {
  "type": "object",
  "required": [
   "spec"
  ],
  "properties": {
   "metadata": {
    "$ref": "ObjectMeta"
   },
   "spec": {
    "$ref": "PersistentVolumeClaimSpec"
   }
  }
 },
 "PersistentVolumeClaimVolumeSource": {
  "type": "object",
  "required": [
   "claimName"
  ],
  "properties": {
   "claimName": {
    "type": "string"
   },
   "readOnly": {
    "type": "boolean"
   }
  }
 },
 "PhotonPersistentDiskVolumeSource": {
  "type": "object",
  "required": [
   "pdID"
  ],
  "properties": {
   "fsType": {
    "type": "string"
   },
   "pdID": {
    "type": "string"
   }
  }
 },
 "PodAffinity": {
  "type": "object",
  "properties": {
   "preferredDuringSchedulingIgnoredDuringExecution": {
    "type": "array",
    "items": {
     "$ref": "WeightedPodAffinityTerm"
    }
   },
   "requiredDuringSchedulingIgnoredDuringExecution": {
    "type": "array",
    "items": {
     "$ref": "PodAffinityTerm"
    }
   }
  }
 },
 "PodAffinityTerm": {
  "type": "object",
  "required": [
   "topologyKey"
  ],
  "properties": {
   "labelSelector": {
    "$ref": "LabelSelector"
   },
   "matchLabelKeys": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "mismatchLabelKeys": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "namespaceSelector": {
    "$ref": "LabelSelector"
   },
   "namespaces": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "topologyKey": {
    "type": "string"
   }
  }
 },
 "PodAntiAffinity": {
  "type": "object",
  "properties": {
   "preferredDuringSchedulingIgnoredDuringExecution": {
    "type": "array",
    "items": {
     "$ref": "WeightedPodAffinityTerm"
    }
   },
   "requiredDuringSchedulingIgnoredDuringExecution": {
    "type": "array",
    "items": {
     "$ref": "PodAffinityTerm"
    }
   }
  }
 },
 "PodDNSConfig": {
  "type": "object",
  "properties": {
   "nameservers": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "options": {
    "type": "array",
    "items": {
     "$ref": "PodDNSConfigOption"
    }
   },
   "searches": {
    "type": "array",
    "items": {
     "type": "string"
    }
   }
  }
 },
 "PodDNSConfigOption": {
  "type": "object",
  "properties": {
   "name": {
    "type": "string"
   },
   "value": {
    "type": "string"
   }
  }
 },
 "PodOS": {
  "type": "object",
  "required": [
   "name"
  ],
  "properties": {
   "name": {
    "type": "string"
   }
  }
 },
 "PodReadinessGate": {
  "type": "object",
  "required": [
   "conditionType"
  ],
  "properties": {
   "conditionType": {
    "type": "string"
   }
  }
 },
 "PodResourceClaim": {
  "type": "object",
  "required": [
   "name"
  ],
  "properties": {
   "name": {
    "type": "string"
   },
   "resourceClaimName": {
    "type": "string"
   },
   "resourceClaimTemplateName": {
    "type": "string"
   }
  }
 },
 "PodSchedulingGate": {
  "type": "object",
  "required": [
   "name"
  ],
  "properties": {
   "name": {
    "type": "string"
   }
  }
 },
 "PodSecurityContext": {
  "type": "object",
  "properties": {
   "appArmorProfile": {
    "$ref": "AppArmorProfile"
   },
   "fsGroup": {
    "type": "integer"
   },
   "fsGroupChangePolicy": {
    "type": "string"
   },
   "runAsGroup": {
    "type": "integer"
   },
   "runAsNonRoot": {
    "type": "boolean"
   },
   "runAsUser": {
    "type": "integer"
   },
   "seLinuxChangePolicy": {
    "type": "string"
   },
   "seLinuxOptions": {
    "$ref": "SELinuxOptions"
   },
   "seccompProfile": {
    "$ref": "SeccompProfile"
   },
   "supplementalGroups": {
    "type": "array",
    "items": {
     "type": "integer"
    }
   },
   "supplementalGroupsPolicy": {
    "type": "string"
   },
   "sysctls": {
    "type": "array",
    "items": {
     "$ref": "Sysctl"
    }
   },
   "windowsOptions": {
    "$ref": "WindowsSecurityContextOptions"
   }
  }
 },
 "PodSpec": {
  "type": "object",
  "required": [
   "containers"
  ],
  "properties": {
   "activeDeadlineSeconds": {
    "type": "integer"
   },
   "affinity": {
    "$ref": "Affinity"
   },
   "automountServiceAccountToken": {
    "type": "boolean"
   },
   "containers": {
    "type": "array",
    "items": {
     "$ref": "Container"
    }
   },
   "dnsConfig": {
    "$ref": "PodDNSConfig"
   },
   "dnsPolicy": {
    "type": "string",
    "enum": [
     "ClusterFirst",
     "ClusterFirstWithHostNet",
     "Default",
     "None"
    ]
   },
   "enableServiceLinks": {
    "type": "boolean"
   },
   "hostAliases": {
    "type": "array",
    "items": {
     "$ref": "HostAlias"
    }
   },
   "hostIPC": {
    "type": "boolean"
   },
   "hostNetwork": {
    "type": "boolean"
   },
   "hostPID": {
    "type": "boolean"
   },
   "hostUsers": {
    "type": "boolean"
   },
   "hostname": {
    "type": "string"
   },
   "imagePullSecrets": {
    "type": "array",
    "items": {
     "$ref": "LocalObjectReference"
    }
   },
   "initContainers": {
    "type": "array",
    "items": {
     "$ref": "Container"
    }
   },
   "nodeName": {
    "type": "string"
   },
   "nodeSelector": {
    "type": "object",
    "additionalProperties": {
     "type": "string"
    }
   },
   "os": {
    "$ref": "PodOS"
   },
   "overhead": {
    "type": "object",
    "additionalProperties": {
     "$ref": "Quantity"
    }
   },
   "preemptionPolicy": {
    "type": "string",
    "enum": [
     "Never",
     "PreemptLowerPriority"
    ]
   },
   "priority": {
    "type": "integer"
   },
   "priorityClassName": {
    "type": "string"
   },
   "readinessGates": {
    "type": "array",
    "items": {
     "$ref": "PodReadinessGate"
    }
   },
   "resourceClaims": {
    "type": "array",
    "items": {
     "$ref": "PodResourceClaim"
    }
   },
   "resources": {
    "$ref": "ResourceRequirements"
   },
   "restartPolicy": {
    "type": "string"
   },
   "runtimeClassName": {
    "type": "string"
   },
   "schedulerName": {
    "type": "string"
   },
   "schedulingGates": {
    "type": "array",
    "items": {
     "$ref": "PodSchedulingGate"
    }
   },
   "securityContext": {
    "$ref": "PodSecurityContext"
   },
   "serviceAccount": {
    "type": "string"
   },
   "serviceAccountName": {
    "type": "string"
   },
   "setHostnameAsFQDN": {
    "type": "boolean"
   },
   "shareProcessNamespace": {
    "type": "boolean"
   },
   "subdomain": {
    "type": "string"
   },
   "terminationGracePeriodSeconds": {
    "type": "integer"
   },
   "tolerations": {
    "type": "array",
    "items": {
     "$ref": "Toleration"
    }
   },
   "topologySpreadConstraints": {
    "type": "array",
    "items": {
     "$ref": "TopologySpreadConstraint"
    }
   },
   "volumes": {
    "type": "array",
    "items": {
     "$ref": "Volume"
    }
   }
  }
 },
 "PortworxVolumeSource": {
  "type": "object",
  "required": [
   "volumeID"
  ],
  "properties": {
   "fsType": {
    "type": "string"
   },
   "readOnly": {
    "type": "boolean"
   },
   "volumeID": {
    "type": "string"
   }
  }
 },
 "PreferredSchedulingTerm": {
  "type": "object",
  "required": [
   "preference",
   "weight"
  ],
  "properties": {
   "preference": {
    "$ref": "NodeSelectorTerm"
   },
   "weight": {
    "type": "integer"
   }
  }
 },
 "Probe": {
  "type": "object",
  "properties": {
   "exec": {
    "$ref": "ExecAction"
   },
   "failureThreshold": {
    "type": "integer"
   },
   "grpc": {
    "$ref": "GRPCAction"
   },
   "httpGet": {
    "$ref": "HTTPGetAction"
   },
   "initialDelaySeconds": {
    "type": "integer"
   },
   "periodSeconds": {
    "type": "integer"
   },
   "successThreshold": {
    "type": "integer"
   },
   "tcpSocket": {
    "$ref": "TCPSocketAction"
   },
   "terminationGracePeriodSeconds": {
    "type": "integer"
   },
   "timeoutSeconds": {
    "type": "integer"
   }
  }
 },
 "ProjectedVolumeSource": {
  "type": "object",
  "properties": {
   "defaultMode": {
    "type": "integer"
   },
   "sources": {
    "type": "array",
    "items": {
     "$ref": "VolumeProjection"
    }
   }
  }
 },
 "Quantity": {
  "type": [
   "string",
   "number"
  ]
 },
 "QuobyteVolumeSource": {
  "type": "object",
  "required": [
   "registry",
   "volume"
  ],
  "properties": {
   "group": {
    "type": "string"
   },
   "readOnly": {
    "type": "boolean"
   },
   "registry": {
    "type": "string"
   },
   "tenant": {
    "type": "string"
   },
   "user": {
    "type": "string"
   },
   "volume": {
    "type": "string"
   }
  }
 },
 "RBDVolumeSource": {
  "type": "object",
  "required": [
   "image",
   "monitors"
  ],
  "properties": {
   "fsType": {
    "type": "string"
   },
   "image": {
    "type": "string"
   },
   "keyring": {
    "type": "string"
   },
   "monitors": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "pool": {
    "type": "string"
   },
   "readOnly": {
    "type": "boolean"
   },
   "secretRef": {
    "$ref": "LocalObjectReference"
   },
   "user": {
    "type": "string"
   }
  }
 },
 "ResourceClaim": {
  "type": "object",
  "required": [
   "name"
  ],
  "properties": {
   "name": {
    "type": "string"
   },
   "request": {
    "type": "string"
   }
  }
 },
 "ResourceFieldSelector": {
  "type": "object",
  "required": [
   "resource"
  ],
  "properties": {
   "containerName": {
    "type": "string"
   },
   "divisor": {
    "$ref": "Quantity"
   },
   "resource": {
    "type": "string"
   }
  }
 },
 "ResourceRequirements": {
  "type": "object",
  "properties": {
   "claims": {
    "type": "array",
    "items": {
     "$ref": "ResourceClaim"
    }
   },
   "limits": {
    "type": "object",
    "additionalProperties": {
     "$ref": "Quantity"
    }
   },
   "requests": {
    "type": "object",
    "additionalProperties": {
     "$ref": "Quantity"
    }
   }
  }
 },
 "SELinuxOptions": {
  "type": "object",
  "properties": {
   "level": {
    "type": "string"
   },
   "role": {
    "type": "string"
   },
   "type": {
    "type": "string"
   },
   "user": {
    "type": "string"
   }
  }
 },
 "ScaleIOVolumeSource": {
  "type": "object",
  "required": [
   "gateway",
   "secretRef",
   "system"
  ],
  "properties": {
   "fsType": {
    "type": "string"
   },
   "gateway": {
    "type": "string"
   },
   "protectionDomain": {
    "type": "string"
   },
   "readOnly": {
    "type": "boolean"
   },
   "secretRef": {
    "$ref": "LocalObjectReference"
   },
   "sslEnabled": {
    "type": "boolean"
   },
   "storageMode": {
    "type": "string"
   },
   "storagePool": {
    "type": "string"
   },
   "system": {
    "type": "string"
   },
   "volumeName": {
    "type": "string"
   }
  }
 },
 "SeccompProfile": {
  "type": "object",
  "required": [
   "type"
  ],
  "properties": {
   "localhostProfile": {
    "type": "string"
   },
   "type": {
    "type": "string",
    "enum": [
     "Localhost",
     "RuntimeDefault",
     "Unconfined"
    ]
   }
  }
 },
 "SecretEnvSource": {
  "type": "object",
  "properties": {
   "name": {
    "type": "string"
   },
   "optional": {
    "type": "boolean"
   }
  }
 },
 "SecretKeySelector": {
  "type": "object",
  "required": [
   "key"
  ],
  "properties": {
   "key": {
    "type": "string"
   },
   "name": {
    "type": "string"
   },
   "optional": {
    "type": "boolean"
   }
  }
 },
 "SecretProjection": {
  "type": "object",
  "properties": {
   "items": {
    "type": "array",
    "items": {
     "$ref": "KeyToPath"
    }
   },
   "name": {
    "type": "string"
   },
   "optional": {
    "type": "boolean"
   }
  }
 },
 "SecretVolumeSource": {
  "type": "object",
  "properties": {
   "defaultMode": {
    "type": "integer"
   },
   "items": {
    "type": "array",
    "items": {
     "$ref": "KeyToPath"
    }
   },
   "optional": {
    "type": "boolean"
   },
   "secretName": {
    "type": "string"
   }
  }
 },
 "SecurityContext": {
  "type": "object",
  "properties": {
   "allowPrivilegeEscalation": {
    "type": "boolean"
   },
   "appArmorProfile": {
    "$ref": "AppArmorProfile"
   },
   "capabilities": {
    "$ref": "Capabilities"
   },
   "privileged": {
    "type": "boolean"
   },
   "procMount": {
    "type": "string"
   },
   "readOnlyRootFilesystem": {
    "type": "boolean"
   },
   "runAsGroup": {
    "type": "integer"
   },
   "runAsNonRoot": {
    "type": "boolean"
   },
   "runAsUser": {
    "type": "integer"
   },
   "seLinuxOptions": {
    "$ref": "SELinuxOptions"
   },
   "seccompProfile": {
    "$ref": "SeccompProfile"
   },
   "windowsOptions": {
    "$ref": "WindowsSecurityContextOptions"
   }
  }
 },
 "ServiceAccountTokenProjection": {
  "type": "object",
  "required": [
   "path"
  ],
  "properties": {
   "audience": {
    "type": "string"
   },
   "expirationSeconds": {
    "type": "integer"
   },
   "path": {
    "type": "string"
   }
  }
 },
 "SleepAction": {
  "type": "object",
  "required": [
   "seconds"
  ],
  "properties": {
   "seconds": {
    "type": "integer"
   }
  }
 },
 "StorageOSVolumeSource": {
  "type": "object",
  "properties": {
   "fsType": {
    "type": "string"
   },
   "readOnly": {
    "type": "boolean"
   },
   "secretRef": {
    "$ref": "LocalObjectReference"
   },
   "volumeName": {
    "type": "string"
   },
   "volumeNamespace": {
    "type": "string"
   }
  }
 },
 "Sysctl": {
  "type": "object",
  "required": [
   "name",
   "value"
  ],
  "properties": {
   "name": {
    "type": "string"
   },
   "value": {
    "type": "string"
   }
  }
 },
 "TCPSocketAction": {
  "type": "object",
  "required": [
   "port"
  ],
  "properties": {
   "host": {
    "type": "string"
   },
   "port": {
    "$ref": "IntOrString"
   }
  }
 },
 "Time": {
  "type": "string"
 },
 "Toleration": {
  "type": "object",
  "properties": {
   "effect": {
    "type": "string",
    "enum": [
     "NoExecute",
     "NoSchedule",
     "PreferNoSchedule"
    ]
   },
   "key": {
    "type": "string"
   },
   "operator": {
    "type": "string",
    "enum": [
     "Equal",
     "Exists"
    ]
   },
   "tolerationSeconds": {
    "type": "integer"
   },
   "value": {
    "type": "string"
   }
  }
 },
 "TopologySpreadConstraint": {
  "type": "object",
  "required": [
   "maxSkew",
   "topologyKey",
   "whenUnsatisfiable"
  ],
  "properties": {
   "labelSelector": {
    "$ref": "LabelSelector"
   },
   "matchLabelKeys": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "maxSkew": {
    "type": "integer"
   },
   "minDomains": {
    "type": "integer"
   },
   "nodeAffinityPolicy": {
    "type": "string",
    "enum": [
     "Honor",
     "Ignore"
    ]
   },
   "nodeTaintsPolicy": {
    "type": "string",
    "enum": [
     "Honor",
     "Ignore"
    ]
   },
   "topologyKey": {
    "type": "string"
   },
   "whenUnsatisfiable": {
    "type": "string",
    "enum": [
     "DoNotSchedule",
     "ScheduleAnyway"
    ]
   }
  }
 },
 "TypedLocalObjectReference": {
  "type": "object",
  "required": [
   "kind",
   "name"
  ],
  "properties": {
   "apiGroup": {
    "type": "string"
   },
   "kind": {
    "type": "string"
   },
   "name": {
    "type": "string"
   }
  }
 },
 "TypedObjectReference": {
  "type": "object",
  "required": [
   "kind",
   "name"
  ],
  "properties": {
   "apiGroup": {
    "type": "string"
   },
   "kind": {
    "type": "string"
   },
   "name": {
    "type": "string"
   },
   "namespace": {
    "type": "string"
   }
  }
 },
 "Volume": {
  "type": "object",
  "required": [
   "name"
  ],
  "properties": {
   "awsElasticBlockStore": {
    "$ref": "AWSElasticBlockStoreVolumeSource"
   },
   "azureDisk": {
    "$ref": "AzureDiskVolumeSource"
   },
   "azureFile": {
    "$ref": "AzureFileVolumeSource"
   },
   "cephfs": {
    "$ref": "CephFSVolumeSource"
   },
   "cinder": {
    "$ref": "CinderVolumeSource"
   },
   "configMap": {
    "$ref": "ConfigMapVolumeSource"
   },
   "csi": {
    "$ref": "CSIVolumeSource"
   },
   "downwardAPI": {
    "$ref": "DownwardAPIVolumeSource"
   },
   "emptyDir": {
    "$ref": "EmptyDirVolumeSource"
   },
   "ephemeral": {
    "$ref": "EphemeralVolumeSource"
   },
   "fc": {
    "$ref": "FCVolumeSource"
   },
   "flexVolume": {
    "$ref": "FlexVolumeSource"
   },
   "flocker": {
    "$ref": "FlockerVolumeSource"
   },
   "gcePersistentDisk": {
    "$ref": "GCEPersistentDiskVolumeSource"
   },
   "gitRepo": {
    "$ref": "GitRepoVolumeSource"
   },
   "glusterfs": {
    "$ref": "GlusterfsVolumeSource"
   },
   "hostPath": {
    "$ref": "HostPathVolumeSource"
   },
   "image": {
    "$ref": "ImageVolumeSource"
   },
   "iscsi": {
    "$ref": "ISCSIVolumeSource"
   },
   "name": {
    "type": "string"
   },
   "nfs": {
    "$ref": "NFSVolumeSource"
   },
   "persistentVolumeClaim": {
    "$ref": "PersistentVolumeClaimVolumeSource"
   },
   "photonPersistentDisk": {
    "$ref": "PhotonPersistentDiskVolumeSource"
   },
   "portworxVolume": {
    "$ref": "PortworxVolumeSource"
   },
   "projected": {
    "$ref": "ProjectedVolumeSource"
   },
   "quobyte": {
    "$ref": "QuobyteVolumeSource"
   },
   "rbd": {
    "$ref": "RBDVolumeSource"
   },
   "scaleIO": {
    "$ref": "ScaleIOVolumeSource"
   },
   "secret": {
    "$ref": "SecretVolumeSource"
   },
   "storageos": {
    "$ref": "StorageOSVolumeSource"
   },
   "vsphereVolume": {
    "$ref": "VsphereVirtualDiskVolumeSource"
   }
  }
 },
 "VolumeDevice": {
  "type": "object",
  "required": [
   "devicePath",
   "name"
  ],
  "properties": {
   "devicePath": {
    "type": "string"
   },
   "name": {
    "type": "string"
   }
  }
 },
 "VolumeMount": {
  "type": "object",
  "required": [
   "mountPath",
   "name"
  ],
  "properties": {
   "mountPath": {
    "type": "string"
   },
   "mountPropagation": {
    "type": "string"
   },
   "name": {
    "type": "string"
   },
   "readOnly": {
    "type": "boolean"
   },
   "recursiveReadOnly": {
    "type": "string"
   },
   "subPath": {
    "type": "string"
   },
   "subPathExpr": {
    "type": "string"
   }
  }
 },
 "VolumeProjection": {
  "type": "object",
  "properties": {
   "clusterTrustBundle": {
    "$ref": "ClusterTrustBundleProjection"
   },
   "configMap": {
    "$ref": "ConfigMapProjection"
   },
   "downwardAPI": {
    "$ref": "DownwardAPIProjection"
   },
   "secret": {
    "$ref": "SecretProjection"
   },
   "serviceAccountToken": {
    "$ref": "ServiceAccountTokenProjection"
   }
  }
 },
 "VolumeResourceRequirements": {
  "type": "object",
  "properties": {
   "limits": {
    "type": "object",
    "additionalProperties": {
     "$ref": "Quantity"
    }
   },
   "requests": {
    "type": "object",
    "additionalProperties": {
     "$ref": "Quantity"
    }
   }
  }
 },
 "VsphereVirtualDiskVolumeSource": {
  "type": "object",
  "required": [
   "volumePath"
  ],
  "properties": {
   "fsType": {
    "type": "string"
   },
   "storagePolicyID": {
    "type": "string"
   },
   "storagePolicyName": {
    "type": "string"
   },
   "volumePath": {
    "type": "string"
   }
  }
 },
 "WeightedPodAffinityTerm": {
  "type": "object",
  "required": [
   "podAffinityTerm",
   "weight"
  ],
  "properties": {
   "podAffinityTerm": {
    "$ref": "PodAffinityTerm"
   },
   "weight": {
    "type": "integer"
   }
  }
 },
 "WindowsSecurityContextOptions": {
  "type": "object",
  "properties": {
   "gmsaCredentialSpec": {
    "type": "string"
   },
   "gmsaCredentialSpecName": {
    "type": "string"
   },
   "hostProcess": {
    "type": "boolean"
   },
   "runAsUserName": {
    "type": "string"
   }
  }
 }
};
