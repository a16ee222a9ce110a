// Made by "npm run generate" from the OpenAPI of Kubernetes 1.34.4. Do not edit.
// Argo Workflows and Kubernetes are licensed under Apache-2.0; descriptions are left out.

export interface components {
    schemas: {
        readonly AWSElasticBlockStoreVolumeSource: {
            readonly fsType?: string;
            readonly partition?: number;
            readonly readOnly?: boolean;
            readonly volumeID: string;
        };
        readonly Affinity: {
            readonly nodeAffinity?: components["schemas"]["NodeAffinity"];
            readonly podAffinity?: components["schemas"]["PodAffinity"];
            readonly podAntiAffinity?: components["schemas"]["PodAntiAffinity"];
        };
        readonly AppArmorProfile: {
            readonly localhostProfile?: string;
            /** @enum {string} */
            readonly type: "Localhost" | "RuntimeDefault" | "Unconfined";
        };
        readonly AzureDiskVolumeSource: {
            readonly cachingMode?: string;
            readonly diskName: string;
            readonly diskURI: string;
            readonly fsType?: string;
            readonly kind?: string;
            readonly readOnly?: boolean;
        };
        readonly AzureFileVolumeSource: {
            readonly readOnly?: boolean;
            readonly secretName: string;
            readonly shareName: string;
        };
        readonly CSIVolumeSource: {
            readonly driver: string;
            readonly fsType?: string;
            readonly nodePublishSecretRef?: components["schemas"]["LocalObjectReference"];
            readonly readOnly?: boolean;
            readonly volumeAttributes?: {
                readonly [key: string]: string;
            };
        };
        readonly Capabilities: {
            readonly add?: readonly string[];
            readonly drop?: readonly string[];
        };
        readonly CephFSVolumeSource: {
            readonly monitors: readonly string[];
            readonly path?: string;
            readonly readOnly?: boolean;
            readonly secretFile?: string;
            readonly secretRef?: components["schemas"]["LocalObjectReference"];
            readonly user?: string;
        };
        readonly CinderVolumeSource: {
            readonly fsType?: string;
            readonly readOnly?: boolean;
            readonly secretRef?: components["schemas"]["LocalObjectReference"];
            readonly volumeID: string;
        };
        readonly ClusterTrustBundleProjection: {
            readonly labelSelector?: components["schemas"]["LabelSelector"];
            readonly name?: string;
            readonly optional?: boolean;
            readonly path: string;
            readonly signerName?: string;
        };
        readonly ConfigMapEnvSource: {
            readonly name?: string;
            readonly optional?: boolean;
        };
        readonly ConfigMapKeySelector: {
            readonly key: string;
            readonly name?: string;
            readonly optional?: boolean;
        };
        readonly ConfigMapProjection: {
            readonly items?: readonly components["schemas"]["KeyToPath"][];
            readonly name?: string;
            readonly optional?: boolean;
        };
        readonly ConfigMapVolumeSource: {
            readonly defaultMode?: number;
            readonly items?: readonly components["schemas"]["KeyToPath"][];
            readonly name?: string;
            readonly optional?: boolean;
        };
        readonly Container: {
            readonly args?: readonly string[];
            readonly command?: readonly string[];
            readonly env?: readonly components["schemas"]["EnvVar"][];
            readonly envFrom?: readonly components["schemas"]["EnvFromSource"][];
            readonly image?: string;
            /** @enum {string} */
            readonly imagePullPolicy?: "Always" | "IfNotPresent" | "Never";
            readonly lifecycle?: components["schemas"]["Lifecycle"];
            readonly livenessProbe?: components["schemas"]["Probe"];
            readonly name: string;
            readonly ports?: readonly components["schemas"]["ContainerPort"][];
            readonly readinessProbe?: components["schemas"]["Probe"];
            readonly resizePolicy?: readonly components["schemas"]["ContainerResizePolicy"][];
            readonly resources?: components["schemas"]["ResourceRequirements"];
            readonly restartPolicy?: string;
            readonly securityContext?: components["schemas"]["SecurityContext"];
            readonly startupProbe?: components["schemas"]["Probe"];
            readonly stdin?: boolean;
            readonly stdinOnce?: boolean;
            readonly terminationMessagePath?: string;
            readonly terminationMessagePolicy?: string;
            readonly tty?: boolean;
            readonly volumeDevices?: readonly components["schemas"]["VolumeDevice"][];
            readonly volumeMounts?: readonly components["schemas"]["VolumeMount"][];
            readonly workingDir?: string;
        };
        readonly ContainerPort: {
            readonly containerPort: number;
            readonly hostIP?: string;
            readonly hostPort?: number;
            readonly name?: string;
            readonly protocol?: string;
        };
        readonly ContainerResizePolicy: {
            readonly resourceName: string;
            readonly restartPolicy: string;
        };
        readonly DownwardAPIProjection: {
            readonly items?: readonly components["schemas"]["DownwardAPIVolumeFile"][];
        };
        readonly DownwardAPIVolumeFile: {
            readonly fieldRef?: components["schemas"]["ObjectFieldSelector"];
            readonly mode?: number;
            readonly path: string;
            readonly resourceFieldRef?: components["schemas"]["ResourceFieldSelector"];
        };
        readonly DownwardAPIVolumeSource: {
            readonly defaultMode?: number;
            readonly items?: readonly components["schemas"]["DownwardAPIVolumeFile"][];
        };
        readonly EmptyDirVolumeSource: {
            readonly medium?: string;
            readonly sizeLimit?: components["schemas"]["Quantity"];
        };
        readonly EnvFromSource: {
            readonly configMapRef?: components["schemas"]["ConfigMapEnvSource"];
            readonly prefix?: string;
            readonly secretRef?: components["schemas"]["SecretEnvSource"];
        };
        readonly EnvVar: {
            readonly name: string;
            readonly value?: string;
            readonly valueFrom?: components["schemas"]["EnvVarSource"];
        };
        readonly EnvVarSource: {
            readonly configMapKeyRef?: components["schemas"]["ConfigMapKeySelector"];
            readonly fieldRef?: components["schemas"]["ObjectFieldSelector"];
            readonly resourceFieldRef?: components["schemas"]["ResourceFieldSelector"];
            readonly secretKeyRef?: components["schemas"]["SecretKeySelector"];
        };
        readonly EphemeralVolumeSource: {
            readonly volumeClaimTemplate?: components["schemas"]["PersistentVolumeClaimTemplate"];
        };
        readonly ExecAction: {
            readonly command?: readonly string[];
        };
        readonly FCVolumeSource: {
            readonly fsType?: string;
            readonly lun?: number;
            readonly readOnly?: boolean;
            readonly targetWWNs?: readonly string[];
            readonly wwids?: readonly string[];
        };
        readonly FieldsV1: Record<string, unknown>;
        readonly FlexVolumeSource: {
            readonly driver: string;
            readonly fsType?: string;
            readonly options?: {
                readonly [key: string]: string;
            };
            readonly readOnly?: boolean;
            readonly secretRef?: components["schemas"]["LocalObjectReference"];
        };
        readonly FlockerVolumeSource: {
            readonly datasetName?: string;
            readonly datasetUUID?: string;
        };
        readonly GCEPersistentDiskVolumeSource: {
            readonly fsType?: string;
            readonly partition?: number;
            readonly pdName: string;
            readonly readOnly?: boolean;
        };
        readonly GRPCAction: {
            readonly port: number;
            readonly service?: string;
        };
        readonly GitRepoVolumeSource: {
            readonly directory?: string;
            readonly repository: string;
            readonly revision?: string;
        };
        readonly GlusterfsVolumeSource: {
            readonly endpoints: string;
            readonly path: string;
            readonly readOnly?: boolean;
        };
        readonly HTTPGetAction: {
            readonly host?: string;
            readonly httpHeaders?: readonly components["schemas"]["HTTPHeader"][];
            readonly path?: string;
            readonly port: components["schemas"]["IntOrString"];
            readonly scheme?: string;
        };
        readonly HTTPHeader: {
            readonly name: string;
            readonly value: string;
        };
        readonly HostAlias: {
            readonly hostnames?: readonly string[];
            readonly ip: string;
        };
        readonly HostPathVolumeSource: {
            readonly path: string;
            readonly type?: string;
        };
        readonly ISCSIVolumeSource: {
            readonly chapAuthDiscovery?: boolean;
            readonly chapAuthSession?: boolean;
            readonly fsType?: string;
            readonly initiatorName?: string;
            readonly iqn: string;
            readonly iscsiInterface?: string;
            readonly lun: number;
            readonly portals?: readonly string[];
            readonly readOnly?: boolean;
            readonly secretRef?: components["schemas"]["LocalObjectReference"];
            readonly targetPortal: string;
        };
        readonly ImageVolumeSource: {
            readonly pullPolicy?: string;
            readonly reference?: string;
        };
        readonly IntOrString: string | number;
        readonly KeyToPath: {
            readonly key: string;
            readonly mode?: number;
            readonly path: string;
        };
        readonly LabelSelector: {
            readonly matchExpressions?: readonly components["schemas"]["LabelSelectorRequirement"][];
            readonly matchLabels?: {
                readonly [key: string]: string;
            };
        };
        readonly LabelSelectorRequirement: {
            readonly key: string;
            readonly operator: string;
            readonly values?: readonly string[];
        };
        readonly Lifecycle: {
            readonly postStart?: components["schemas"]["LifecycleHandler"];
            readonly preStop?: components["schemas"]["LifecycleHandler"];
            readonly stopSignal?: string;
        };
        readonly LifecycleHandler: {
            readonly exec?: components["schemas"]["ExecAction"];
            readonly httpGet?: components["schemas"]["HTTPGetAction"];
            readonly sleep?: components["schemas"]["SleepAction"];
            readonly tcpSocket?: components["schemas"]["TCPSocketAction"];
        };
        readonly LocalObjectReference: {
            readonly name?: string;
        };
        readonly ManagedFieldsEntry: {
            readonly apiVersion?: string;
            readonly fieldsType?: string;
            readonly fieldsV1?: components["schemas"]["FieldsV1"];
            readonly manager?: string;
            readonly operation?: string;
            readonly subresource?: string;
            readonly time?: components["schemas"]["Time"];
        };
        readonly NFSVolumeSource: {
            readonly path: string;
            readonly readOnly?: boolean;
            readonly server: string;
        };
        readonly NodeAffinity: {
            readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly components["schemas"]["PreferredSchedulingTerm"][];
            readonly requiredDuringSchedulingIgnoredDuringExecution?: components["schemas"]["NodeSelector"];
        };
        readonly NodeSelector: {
            readonly nodeSelectorTerms: readonly components["schemas"]["NodeSelectorTerm"][];
        };
        readonly NodeSelectorRequirement: {
            readonly key: string;
            /** @enum {string} */
            readonly operator: "DoesNotExist" | "Exists" | "Gt" | "In" | "Lt" | "NotIn";
            readonly values?: readonly string[];
        };
        readonly NodeSelectorTerm: {
            readonly matchExpressions?: readonly components["schemas"]["NodeSelectorRequirement"][];
            readonly matchFields?: readonly components["schemas"]["NodeSelectorRequirement"][];
        };
        readonly ObjectFieldSelector: {
            readonly apiVersion?: string;
            readonly fieldPath: string;
        };
        readonly ObjectMeta: {
            readonly annotations?: {
                readonly [key: string]: string;
            };
            readonly creationTimestamp?: components["schemas"]["Time"];
            readonly deletionGracePeriodSeconds?: number;
            readonly deletionTimestamp?: components["schemas"]["Time"];
            readonly finalizers?: readonly string[];
            readonly generateName?: string;
            readonly generation?: number;
            readonly labels?: {
                readonly [key: string]: string;
            };
            readonly managedFields?: readonly components["schemas"]["ManagedFieldsEntry"][];
            readonly name?: string;
            readonly namespace?: string;
            readonly ownerReferences?: readonly components["schemas"]["OwnerReference"][];
            readonly resourceVersion?: string;
            readonly selfLink?: string;
            readonly uid?: string;
        };
        readonly OwnerReference: {
            readonly apiVersion: string;
            readonly blockOwnerDeletion?: boolean;
            readonly controller?: boolean;
            readonly kind: string;
            readonly name: string;
            readonly uid: string;
        };
        readonly PersistentVolumeClaimSpec: {
            readonly accessModes?: readonly string[];
            readonly dataSource?: components["schemas"]["TypedLocalObjectReference"];
            readonly dataSourceRef?: components["schemas"]["TypedObjectReference"];
            readonly resources?: components["schemas"]["VolumeResourceRequirements"];
            readonly selector?: components["schemas"]["LabelSelector"];
            readonly storageClassName?: string;
            readonly volumeAttributesClassName?: string;
            readonly volumeMode?: string;
            readonly volumeName?: string;
        };
        readonly PersistentVolumeClaimTemplate: {
            readonly metadata?: components["schemas"]["ObjectMeta"];
            readonly spec: components["schemas"]["PersistentVolumeClaimSpec"];
        };
        readonly PersistentVolumeClaimVolumeSource: {
            readonly claimName: string;
            readonly readOnly?: boolean;
        };
        readonly PhotonPersistentDiskVolumeSource: {
            readonly fsType?: string;
            readonly pdID: string;
        };
        readonly PodAffinity: {
            readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly components["schemas"]["WeightedPodAffinityTerm"][];
            readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly components["schemas"]["PodAffinityTerm"][];
        };
        readonly PodAffinityTerm: {
            readonly labelSelector?: components["schemas"]["LabelSelector"];
            readonly matchLabelKeys?: readonly string[];
            readonly mismatchLabelKeys?: readonly string[];
            readonly namespaceSelector?: components["schemas"]["LabelSelector"];
            readonly namespaces?: readonly string[];
            readonly topologyKey: string;
        };
        readonly PodAntiAffinity: {
            readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly components["schemas"]["WeightedPodAffinityTerm"][];
            readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly components["schemas"]["PodAffinityTerm"][];
        };
        readonly PodDNSConfig: {
            readonly nameservers?: readonly string[];
            readonly options?: readonly components["schemas"]["PodDNSConfigOption"][];
            readonly searches?: readonly string[];
        };
        readonly PodDNSConfigOption: {
            readonly name?: string;
            readonly value?: string;
        };
        readonly PodOS: {
            readonly name: string;
        };
        readonly PodReadinessGate: {
            readonly conditionType: string;
        };
        readonly PodResourceClaim: {
            readonly name: string;
            readonly resourceClaimName?: string;
            readonly resourceClaimTemplateName?: string;
        };
        readonly PodSchedulingGate: {
            readonly name: string;
        };
        readonly PodSecurityContext: {
            readonly appArmorProfile?: components["schemas"]["AppArmorProfile"];
            readonly fsGroup?: number;
            readonly fsGroupChangePolicy?: string;
            readonly runAsGroup?: number;
            readonly runAsNonRoot?: boolean;
            readonly runAsUser?: number;
            readonly seLinuxChangePolicy?: string;
            readonly seLinuxOptions?: components["schemas"]["SELinuxOptions"];
            readonly seccompProfile?: components["schemas"]["SeccompProfile"];
            readonly supplementalGroups?: readonly number[];
            readonly supplementalGroupsPolicy?: string;
            readonly sysctls?: readonly components["schemas"]["Sysctl"][];
            readonly windowsOptions?: components["schemas"]["WindowsSecurityContextOptions"];
        };
        readonly PodSpec: {
            readonly activeDeadlineSeconds?: number;
            readonly affinity?: components["schemas"]["Affinity"];
            readonly automountServiceAccountToken?: boolean;
            readonly containers: readonly components["schemas"]["Container"][];
            readonly dnsConfig?: components["schemas"]["PodDNSConfig"];
            /** @enum {string} */
            readonly dnsPolicy?: "ClusterFirst" | "ClusterFirstWithHostNet" | "Default" | "None";
            readonly enableServiceLinks?: boolean;
            readonly hostAliases?: readonly components["schemas"]["HostAlias"][];
            readonly hostIPC?: boolean;
            readonly hostNetwork?: boolean;
            readonly hostPID?: boolean;
            readonly hostUsers?: boolean;
            readonly hostname?: string;
            readonly imagePullSecrets?: readonly components["schemas"]["LocalObjectReference"][];
            readonly initContainers?: readonly components["schemas"]["Container"][];
            readonly nodeName?: string;
            readonly nodeSelector?: {
                readonly [key: string]: string;
            };
            readonly os?: components["schemas"]["PodOS"];
            readonly overhead?: {
                readonly [key: string]: components["schemas"]["Quantity"];
            };
            /** @enum {string} */
            readonly preemptionPolicy?: "Never" | "PreemptLowerPriority";
            readonly priority?: number;
            readonly priorityClassName?: string;
            readonly readinessGates?: readonly components["schemas"]["PodReadinessGate"][];
            readonly resourceClaims?: readonly components["schemas"]["PodResourceClaim"][];
            readonly resources?: components["schemas"]["ResourceRequirements"];
            readonly restartPolicy?: string;
            readonly runtimeClassName?: string;
            readonly schedulerName?: string;
            readonly schedulingGates?: readonly components["schemas"]["PodSchedulingGate"][];
            readonly securityContext?: components["schemas"]["PodSecurityContext"];
            readonly serviceAccount?: string;
            readonly serviceAccountName?: string;
            readonly setHostnameAsFQDN?: boolean;
            readonly shareProcessNamespace?: boolean;
            readonly subdomain?: string;
            readonly terminationGracePeriodSeconds?: number;
            readonly tolerations?: readonly components["schemas"]["Toleration"][];
            readonly topologySpreadConstraints?: readonly components["schemas"]["TopologySpreadConstraint"][];
            readonly volumes?: readonly components["schemas"]["Volume"][];
        };
        readonly PortworxVolumeSource: {
            readonly fsType?: string;
            readonly readOnly?: boolean;
            readonly volumeID: string;
        };
        readonly PreferredSchedulingTerm: {
            readonly preference: components["schemas"]["NodeSelectorTerm"];
            readonly weight: number;
        };
        readonly Probe: {
            readonly exec?: components["schemas"]["ExecAction"];
            readonly failureThreshold?: number;
            readonly grpc?: components["schemas"]["GRPCAction"];
            readonly httpGet?: components["schemas"]["HTTPGetAction"];
            readonly initialDelaySeconds?: number;
            readonly periodSeconds?: number;
            readonly successThreshold?: number;
            readonly tcpSocket?: components["schemas"]["TCPSocketAction"];
            readonly terminationGracePeriodSeconds?: number;
            readonly timeoutSeconds?: number;
        };
        readonly ProjectedVolumeSource: {
            readonly defaultMode?: number;
            readonly sources?: readonly components["schemas"]["VolumeProjection"][];
        };
        readonly Quantity: string | number;
        readonly QuobyteVolumeSource: {
            readonly group?: string;
            readonly readOnly?: boolean;
            readonly registry: string;
            readonly tenant?: string;
            readonly user?: string;
            readonly volume: string;
        };
        readonly RBDVolumeSource: {
            readonly fsType?: string;
            readonly image: string;
            readonly keyring?: string;
            readonly monitors: readonly string[];
            readonly pool?: string;
            readonly readOnly?: boolean;
            readonly secretRef?: components["schemas"]["LocalObjectReference"];
            readonly user?: string;
        };
        readonly ResourceClaim: {
            readonly name: string;
            readonly request?: string;
        };
        readonly ResourceFieldSelector: {
            readonly containerName?: string;
            readonly divisor?: components["schemas"]["Quantity"];
            readonly resource: string;
        };
        readonly ResourceRequirements: {
            readonly claims?: readonly components["schemas"]["ResourceClaim"][];
            readonly limits?: {
                readonly [key: string]: components["schemas"]["Quantity"];
            };
            readonly requests?: {
                readonly [key: string]: components["schemas"]["Quantity"];
            };
        };
        readonly SELinuxOptions: {
            readonly level?: string;
            readonly role?: string;
            readonly type?: string;
            readonly user?: string;
        };
        readonly ScaleIOVolumeSource: {
            readonly fsType?: string;
            readonly gateway: string;
            readonly protectionDomain?: string;
            readonly readOnly?: boolean;
            readonly secretRef: components["schemas"]["LocalObjectReference"];
            readonly sslEnabled?: boolean;
            readonly storageMode?: string;
            readonly storagePool?: string;
            readonly system: string;
            readonly volumeName?: string;
        };
        readonly SeccompProfile: {
            readonly localhostProfile?: string;
            /** @enum {string} */
            readonly type: "Localhost" | "RuntimeDefault" | "Unconfined";
        };
        readonly SecretEnvSource: {
            readonly name?: string;
            readonly optional?: boolean;
        };
        readonly SecretKeySelector: {
            readonly key: string;
            readonly name?: string;
            readonly optional?: boolean;
        };
        readonly SecretProjection: {
            readonly items?: readonly components["schemas"]["KeyToPath"][];
            readonly name?: string;
            readonly optional?: boolean;
        };
        readonly SecretVolumeSource: {
            readonly defaultMode?: number;
            readonly items?: readonly components["schemas"]["KeyToPath"][];
            readonly optional?: boolean;
            readonly secretName?: string;
        };
        readonly SecurityContext: {
            readonly allowPrivilegeEscalation?: boolean;
            readonly appArmorProfile?: components["schemas"]["AppArmorProfile"];
            readonly capabilities?: components["schemas"]["Capabilities"];
            readonly privileged?: boolean;
            readonly procMount?: string;
            readonly readOnlyRootFilesystem?: boolean;
            readonly runAsGroup?: number;
            readonly runAsNonRoot?: boolean;
            readonly runAsUser?: number;
            readonly seLinuxOptions?: components["schemas"]["SELinuxOptions"];
            readonly seccompProfile?: components["schemas"]["SeccompProfile"];
            readonly windowsOptions?: components["schemas"]["WindowsSecurityContextOptions"];
        };
        readonly ServiceAccountTokenProjection: {
            readonly audience?: string;
            readonly expirationSeconds?: number;
            readonly path: string;
        };
        readonly SleepAction: {
            readonly seconds: number;
        };
        readonly StorageOSVolumeSource: {
            readonly fsType?: string;
            readonly readOnly?: boolean;
            readonly secretRef?: components["schemas"]["LocalObjectReference"];
            readonly volumeName?: string;
            readonly volumeNamespace?: string;
        };
        readonly Sysctl: {
            readonly name: string;
            readonly value: string;
        };
        readonly TCPSocketAction: {
            readonly host?: string;
            readonly port: components["schemas"]["IntOrString"];
        };
        readonly Time: string;
        readonly Toleration: {
            /** @enum {string} */
            readonly effect?: "NoExecute" | "NoSchedule" | "PreferNoSchedule";
            readonly key?: string;
            /** @enum {string} */
            readonly operator?: "Equal" | "Exists";
            readonly tolerationSeconds?: number;
            readonly value?: string;
        };
        readonly TopologySpreadConstraint: {
            readonly labelSelector?: components["schemas"]["LabelSelector"];
            readonly matchLabelKeys?: readonly string[];
            readonly maxSkew: number;
            readonly minDomains?: number;
            /** @enum {string} */
            readonly nodeAffinityPolicy?: "Honor" | "Ignore";
            /** @enum {string} */
            readonly nodeTaintsPolicy?: "Honor" | "Ignore";
            readonly topologyKey: string;
            /** @enum {string} */
            readonly whenUnsatisfiable: "DoNotSchedule" | "ScheduleAnyway";
        };
        readonly TypedLocalObjectReference: {
            readonly apiGroup?: string;
            readonly kind: string;
            readonly name: string;
        };
        readonly TypedObjectReference: {
            readonly apiGroup?: string;
            readonly kind: string;
            readonly name: string;
            readonly namespace?: string;
        };
        readonly Volume: {
            readonly awsElasticBlockStore?: components["schemas"]["AWSElasticBlockStoreVolumeSource"];
            readonly azureDisk?: components["schemas"]["AzureDiskVolumeSource"];
            readonly azureFile?: components["schemas"]["AzureFileVolumeSource"];
            readonly cephfs?: components["schemas"]["CephFSVolumeSource"];
            readonly cinder?: components["schemas"]["CinderVolumeSource"];
            readonly configMap?: components["schemas"]["ConfigMapVolumeSource"];
            readonly csi?: components["schemas"]["CSIVolumeSource"];
            readonly downwardAPI?: components["schemas"]["DownwardAPIVolumeSource"];
            readonly emptyDir?: components["schemas"]["EmptyDirVolumeSource"];
            readonly ephemeral?: components["schemas"]["EphemeralVolumeSource"];
            readonly fc?: components["schemas"]["FCVolumeSource"];
            readonly flexVolume?: components["schemas"]["FlexVolumeSource"];
            readonly flocker?: components["schemas"]["FlockerVolumeSource"];
            readonly gcePersistentDisk?: components["schemas"]["GCEPersistentDiskVolumeSource"];
            readonly gitRepo?: components["schemas"]["GitRepoVolumeSource"];
            readonly glusterfs?: components["schemas"]["GlusterfsVolumeSource"];
            readonly hostPath?: components["schemas"]["HostPathVolumeSource"];
            readonly image?: components["schemas"]["ImageVolumeSource"];
            readonly iscsi?: components["schemas"]["ISCSIVolumeSource"];
            readonly name: string;
            readonly nfs?: components["schemas"]["NFSVolumeSource"];
            readonly persistentVolumeClaim?: components["schemas"]["PersistentVolumeClaimVolumeSource"];
            readonly photonPersistentDisk?: components["schemas"]["PhotonPersistentDiskVolumeSource"];
            readonly portworxVolume?: components["schemas"]["PortworxVolumeSource"];
            readonly projected?: components["schemas"]["ProjectedVolumeSource"];
            readonly quobyte?: components["schemas"]["QuobyteVolumeSource"];
            readonly rbd?: components["schemas"]["RBDVolumeSource"];
            readonly scaleIO?: components["schemas"]["ScaleIOVolumeSource"];
            readonly secret?: components["schemas"]["SecretVolumeSource"];
            readonly storageos?: components["schemas"]["StorageOSVolumeSource"];
            readonly vsphereVolume?: components["schemas"]["VsphereVirtualDiskVolumeSource"];
        };
        readonly VolumeDevice: {
            readonly devicePath: string;
            readonly name: string;
        };
        readonly VolumeMount: {
            readonly mountPath: string;
            readonly mountPropagation?: string;
            readonly name: string;
            readonly readOnly?: boolean;
            readonly recursiveReadOnly?: string;
            readonly subPath?: string;
            readonly subPathExpr?: string;
        };
        readonly VolumeProjection: {
            readonly clusterTrustBundle?: components["schemas"]["ClusterTrustBundleProjection"];
            readonly configMap?: components["schemas"]["ConfigMapProjection"];
            readonly downwardAPI?: components["schemas"]["DownwardAPIProjection"];
            readonly secret?: components["schemas"]["SecretProjection"];
            readonly serviceAccountToken?: components["schemas"]["ServiceAccountTokenProjection"];
        };
        readonly VolumeResourceRequirements: {
            readonly limits?: {
                readonly [key: string]: components["schemas"]["Quantity"];
            };
            readonly requests?: {
                readonly [key: string]: components["schemas"]["Quantity"];
            };
        };
        readonly VsphereVirtualDiskVolumeSource: {
            readonly fsType?: string;
            readonly storagePolicyID?: string;
            readonly storagePolicyName?: string;
            readonly volumePath: string;
        };
        readonly WeightedPodAffinityTerm: {
            readonly podAffinityTerm: components["schemas"]["PodAffinityTerm"];
            readonly weight: number;
        };
        readonly WindowsSecurityContextOptions: {
            readonly gmsaCredentialSpec?: string;
            readonly gmsaCredentialSpecName?: string;
            readonly hostProcess?: boolean;
            readonly runAsUserName?: string;
        };
    };
}
