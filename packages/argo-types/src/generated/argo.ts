// Made by "npm run generate" from the OpenAPI of Argo Workflows 4.0.5. Do not edit.
// Argo Workflows and Kubernetes are licensed under Apache-2.0; descriptions are left out.

export interface components {
    schemas: {
        readonly "io.argoproj.workflow.v1alpha1.Amount": number;
        readonly "io.argoproj.workflow.v1alpha1.ArchiveStrategy": {
            readonly none?: components["schemas"]["io.argoproj.workflow.v1alpha1.NoneStrategy"];
            readonly tar?: components["schemas"]["io.argoproj.workflow.v1alpha1.TarStrategy"];
            readonly zip?: components["schemas"]["io.argoproj.workflow.v1alpha1.ZipStrategy"];
        };
        readonly "io.argoproj.workflow.v1alpha1.Arguments": {
            readonly artifacts?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.Artifact"][];
            readonly parameters?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.Parameter"][];
        };
        readonly "io.argoproj.workflow.v1alpha1.ArtGCStatus": {
            readonly notSpecified?: boolean;
            readonly podsRecouped?: {
                readonly [key: string]: boolean;
            };
            readonly strategiesProcessed?: {
                readonly [key: string]: boolean;
            };
        };
        readonly "io.argoproj.workflow.v1alpha1.Artifact": {
            readonly archive?: components["schemas"]["io.argoproj.workflow.v1alpha1.ArchiveStrategy"];
            readonly archiveLogs?: boolean;
            readonly artifactGC?: components["schemas"]["io.argoproj.workflow.v1alpha1.ArtifactGC"];
            readonly artifactory?: components["schemas"]["io.argoproj.workflow.v1alpha1.ArtifactoryArtifact"];
            readonly azure?: components["schemas"]["io.argoproj.workflow.v1alpha1.AzureArtifact"];
            readonly deleted?: boolean;
            readonly from?: string;
            readonly fromExpression?: string;
            readonly gcs?: components["schemas"]["io.argoproj.workflow.v1alpha1.GCSArtifact"];
            readonly git?: components["schemas"]["io.argoproj.workflow.v1alpha1.GitArtifact"];
            readonly globalName?: string;
            readonly hdfs?: components["schemas"]["io.argoproj.workflow.v1alpha1.HDFSArtifact"];
            readonly http?: components["schemas"]["io.argoproj.workflow.v1alpha1.HTTPArtifact"];
            readonly mode?: number;
            readonly name: string;
            readonly optional?: boolean;
            readonly oss?: components["schemas"]["io.argoproj.workflow.v1alpha1.OSSArtifact"];
            readonly path?: string;
            readonly plugin?: components["schemas"]["io.argoproj.workflow.v1alpha1.PluginArtifact"];
            readonly raw?: components["schemas"]["io.argoproj.workflow.v1alpha1.RawArtifact"];
            readonly recurseMode?: boolean;
            readonly s3?: components["schemas"]["io.argoproj.workflow.v1alpha1.S3Artifact"];
            readonly subPath?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.ArtifactGC": {
            readonly podMetadata?: components["schemas"]["io.argoproj.workflow.v1alpha1.Metadata"];
            readonly serviceAccountName?: string;
            readonly strategy?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.ArtifactLocation": {
            readonly archiveLogs?: boolean;
            readonly artifactory?: components["schemas"]["io.argoproj.workflow.v1alpha1.ArtifactoryArtifact"];
            readonly azure?: components["schemas"]["io.argoproj.workflow.v1alpha1.AzureArtifact"];
            readonly gcs?: components["schemas"]["io.argoproj.workflow.v1alpha1.GCSArtifact"];
            readonly git?: components["schemas"]["io.argoproj.workflow.v1alpha1.GitArtifact"];
            readonly hdfs?: components["schemas"]["io.argoproj.workflow.v1alpha1.HDFSArtifact"];
            readonly http?: components["schemas"]["io.argoproj.workflow.v1alpha1.HTTPArtifact"];
            readonly oss?: components["schemas"]["io.argoproj.workflow.v1alpha1.OSSArtifact"];
            readonly plugin?: components["schemas"]["io.argoproj.workflow.v1alpha1.PluginArtifact"];
            readonly raw?: components["schemas"]["io.argoproj.workflow.v1alpha1.RawArtifact"];
            readonly s3?: components["schemas"]["io.argoproj.workflow.v1alpha1.S3Artifact"];
        };
        readonly "io.argoproj.workflow.v1alpha1.ArtifactPaths": {
            readonly archive?: components["schemas"]["io.argoproj.workflow.v1alpha1.ArchiveStrategy"];
            readonly archiveLogs?: boolean;
            readonly artifactGC?: components["schemas"]["io.argoproj.workflow.v1alpha1.ArtifactGC"];
            readonly artifactory?: components["schemas"]["io.argoproj.workflow.v1alpha1.ArtifactoryArtifact"];
            readonly azure?: components["schemas"]["io.argoproj.workflow.v1alpha1.AzureArtifact"];
            readonly deleted?: boolean;
            readonly from?: string;
            readonly fromExpression?: string;
            readonly gcs?: components["schemas"]["io.argoproj.workflow.v1alpha1.GCSArtifact"];
            readonly git?: components["schemas"]["io.argoproj.workflow.v1alpha1.GitArtifact"];
            readonly globalName?: string;
            readonly hdfs?: components["schemas"]["io.argoproj.workflow.v1alpha1.HDFSArtifact"];
            readonly http?: components["schemas"]["io.argoproj.workflow.v1alpha1.HTTPArtifact"];
            readonly mode?: number;
            readonly name: string;
            readonly optional?: boolean;
            readonly oss?: components["schemas"]["io.argoproj.workflow.v1alpha1.OSSArtifact"];
            readonly path?: string;
            readonly plugin?: components["schemas"]["io.argoproj.workflow.v1alpha1.PluginArtifact"];
            readonly raw?: components["schemas"]["io.argoproj.workflow.v1alpha1.RawArtifact"];
            readonly recurseMode?: boolean;
            readonly s3?: components["schemas"]["io.argoproj.workflow.v1alpha1.S3Artifact"];
            readonly subPath?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.ArtifactRepository": {
            readonly archiveLogs?: boolean;
            readonly artifactory?: components["schemas"]["io.argoproj.workflow.v1alpha1.ArtifactoryArtifactRepository"];
            readonly azure?: components["schemas"]["io.argoproj.workflow.v1alpha1.AzureArtifactRepository"];
            readonly gcs?: components["schemas"]["io.argoproj.workflow.v1alpha1.GCSArtifactRepository"];
            readonly hdfs?: components["schemas"]["io.argoproj.workflow.v1alpha1.HDFSArtifactRepository"];
            readonly oss?: components["schemas"]["io.argoproj.workflow.v1alpha1.OSSArtifactRepository"];
            readonly plugin?: components["schemas"]["io.argoproj.workflow.v1alpha1.PluginArtifactRepository"];
            readonly s3?: components["schemas"]["io.argoproj.workflow.v1alpha1.S3ArtifactRepository"];
        };
        readonly "io.argoproj.workflow.v1alpha1.ArtifactRepositoryRef": {
            readonly configMap?: string;
            readonly key?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.ArtifactRepositoryRefStatus": {
            readonly artifactRepository?: components["schemas"]["io.argoproj.workflow.v1alpha1.ArtifactRepository"];
            readonly configMap?: string;
            readonly default?: boolean;
            readonly key?: string;
            readonly namespace?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.ArtifactoryArtifact": {
            readonly passwordSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly url: string;
            readonly usernameSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
        };
        readonly "io.argoproj.workflow.v1alpha1.ArtifactoryArtifactRepository": {
            readonly keyFormat?: string;
            readonly passwordSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly repoURL?: string;
            readonly usernameSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
        };
        readonly "io.argoproj.workflow.v1alpha1.AzureArtifact": {
            readonly accountKeySecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly blob: string;
            readonly container: string;
            readonly endpoint: string;
            readonly useSDKCreds?: boolean;
        };
        readonly "io.argoproj.workflow.v1alpha1.AzureArtifactRepository": {
            readonly accountKeySecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly blobNameFormat?: string;
            readonly container: string;
            readonly endpoint: string;
            readonly useSDKCreds?: boolean;
        };
        readonly "io.argoproj.workflow.v1alpha1.Backoff": {
            readonly cap?: string;
            readonly duration?: string;
            readonly factor?: components["schemas"]["io.k8s.apimachinery.pkg.util.intstr.IntOrString"];
            readonly maxDuration?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.BasicAuth": {
            readonly passwordSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly usernameSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
        };
        readonly "io.argoproj.workflow.v1alpha1.Cache": {
            readonly configMap: components["schemas"]["io.k8s.api.core.v1.LocalObjectReference"];
        };
        readonly "io.argoproj.workflow.v1alpha1.ClientCertAuth": {
            readonly clientCertSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly clientKeySecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
        };
        readonly "io.argoproj.workflow.v1alpha1.ClusterWorkflowTemplate": {
            readonly apiVersion?: string;
            readonly kind?: string;
            readonly metadata: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"];
            readonly spec: components["schemas"]["io.argoproj.workflow.v1alpha1.WorkflowSpec"];
        };
        readonly "io.argoproj.workflow.v1alpha1.Condition": {
            readonly message?: string;
            readonly status?: string;
            readonly type?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.ContainerNode": {
            readonly args?: readonly string[];
            readonly command?: readonly string[];
            readonly dependencies?: readonly string[];
            readonly env?: readonly components["schemas"]["io.k8s.api.core.v1.EnvVar"][];
            readonly envFrom?: readonly components["schemas"]["io.k8s.api.core.v1.EnvFromSource"][];
            readonly image?: string;
            readonly imagePullPolicy?: string;
            readonly lifecycle?: components["schemas"]["io.k8s.api.core.v1.Lifecycle"];
            readonly livenessProbe?: components["schemas"]["io.k8s.api.core.v1.Probe"];
            readonly name: string;
            readonly ports?: readonly components["schemas"]["io.k8s.api.core.v1.ContainerPort"][];
            readonly readinessProbe?: components["schemas"]["io.k8s.api.core.v1.Probe"];
            readonly resizePolicy?: readonly components["schemas"]["io.k8s.api.core.v1.ContainerResizePolicy"][];
            readonly resources?: components["schemas"]["io.k8s.api.core.v1.ResourceRequirements"];
            readonly restartPolicy?: string;
            readonly securityContext?: components["schemas"]["io.k8s.api.core.v1.SecurityContext"];
            readonly startupProbe?: components["schemas"]["io.k8s.api.core.v1.Probe"];
            readonly stdin?: boolean;
            readonly stdinOnce?: boolean;
            readonly terminationMessagePath?: string;
            readonly terminationMessagePolicy?: string;
            readonly tty?: boolean;
            readonly volumeDevices?: readonly components["schemas"]["io.k8s.api.core.v1.VolumeDevice"][];
            readonly volumeMounts?: readonly components["schemas"]["io.k8s.api.core.v1.VolumeMount"][];
            readonly workingDir?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.ContainerSetRetryStrategy": {
            readonly duration?: string;
            readonly retries: components["schemas"]["io.k8s.apimachinery.pkg.util.intstr.IntOrString"];
        };
        readonly "io.argoproj.workflow.v1alpha1.ContainerSetTemplate": {
            readonly containers: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.ContainerNode"][];
            readonly retryStrategy?: components["schemas"]["io.argoproj.workflow.v1alpha1.ContainerSetRetryStrategy"];
            readonly volumeMounts?: readonly components["schemas"]["io.k8s.api.core.v1.VolumeMount"][];
        };
        readonly "io.argoproj.workflow.v1alpha1.ContinueOn": {
            readonly error?: boolean;
            readonly failed?: boolean;
        };
        readonly "io.argoproj.workflow.v1alpha1.Counter": {
            readonly value: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.CreateS3BucketOptions": {
            readonly objectLocking?: boolean;
        };
        readonly "io.argoproj.workflow.v1alpha1.CronWorkflow": {
            readonly apiVersion?: string;
            readonly kind?: string;
            readonly metadata: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"];
            readonly spec: components["schemas"]["io.argoproj.workflow.v1alpha1.CronWorkflowSpec"];
            readonly status?: components["schemas"]["io.argoproj.workflow.v1alpha1.CronWorkflowStatus"];
        };
        readonly "io.argoproj.workflow.v1alpha1.CronWorkflowSpec": {
            readonly concurrencyPolicy?: string;
            readonly failedJobsHistoryLimit?: number;
            readonly schedules: readonly string[];
            readonly startingDeadlineSeconds?: number;
            readonly stopStrategy?: components["schemas"]["io.argoproj.workflow.v1alpha1.StopStrategy"];
            readonly successfulJobsHistoryLimit?: number;
            readonly suspend?: boolean;
            readonly timezone?: string;
            readonly when?: string;
            readonly workflowMetadata?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"];
            readonly workflowSpec: components["schemas"]["io.argoproj.workflow.v1alpha1.WorkflowSpec"];
        };
        readonly "io.argoproj.workflow.v1alpha1.CronWorkflowStatus": {
            readonly active?: readonly components["schemas"]["io.k8s.api.core.v1.ObjectReference"][];
            readonly conditions?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.Condition"][];
            readonly failed?: number;
            readonly lastScheduledTime?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.Time"];
            readonly phase?: string;
            readonly succeeded?: number;
        };
        readonly "io.argoproj.workflow.v1alpha1.DAGTask": {
            readonly arguments?: components["schemas"]["io.argoproj.workflow.v1alpha1.Arguments"];
            readonly continueOn?: components["schemas"]["io.argoproj.workflow.v1alpha1.ContinueOn"];
            readonly dependencies?: readonly string[];
            readonly depends?: string;
            readonly hooks?: {
                readonly [key: string]: components["schemas"]["io.argoproj.workflow.v1alpha1.LifecycleHook"];
            };
            readonly inline?: components["schemas"]["io.argoproj.workflow.v1alpha1.Template"];
            readonly name: string;
            readonly onExit?: string;
            readonly template?: string;
            readonly templateRef?: components["schemas"]["io.argoproj.workflow.v1alpha1.TemplateRef"];
            readonly when?: string;
            readonly withItems?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.Item"][];
            readonly withParam?: string;
            readonly withSequence?: components["schemas"]["io.argoproj.workflow.v1alpha1.Sequence"];
        };
        readonly "io.argoproj.workflow.v1alpha1.DAGTemplate": {
            readonly failFast?: boolean;
            readonly target?: string;
            readonly tasks: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.DAGTask"][];
        };
        readonly "io.argoproj.workflow.v1alpha1.Data": {
            readonly source: components["schemas"]["io.argoproj.workflow.v1alpha1.DataSource"];
            readonly transformation: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.TransformationStep"][];
        };
        readonly "io.argoproj.workflow.v1alpha1.DataSource": {
            readonly artifactPaths?: components["schemas"]["io.argoproj.workflow.v1alpha1.ArtifactPaths"];
        };
        readonly "io.argoproj.workflow.v1alpha1.ExecutorConfig": {
            readonly serviceAccountName?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.GCSArtifact": {
            readonly bucket?: string;
            readonly key: string;
            readonly serviceAccountKeySecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
        };
        readonly "io.argoproj.workflow.v1alpha1.GCSArtifactRepository": {
            readonly bucket?: string;
            readonly keyFormat?: string;
            readonly serviceAccountKeySecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
        };
        readonly "io.argoproj.workflow.v1alpha1.Gauge": {
            readonly operation?: string;
            readonly realtime: boolean;
            readonly value: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.GitArtifact": {
            readonly branch?: string;
            readonly depth?: number;
            readonly disableSubmodules?: boolean;
            readonly fetch?: readonly string[];
            readonly insecureIgnoreHostKey?: boolean;
            readonly insecureSkipTLS?: boolean;
            readonly passwordSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly repo: string;
            readonly revision?: string;
            readonly singleBranch?: boolean;
            readonly sshPrivateKeySecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly usernameSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
        };
        readonly "io.argoproj.workflow.v1alpha1.HDFSArtifact": {
            readonly addresses?: readonly string[];
            readonly dataTransferProtection?: string;
            readonly force?: boolean;
            readonly hdfsUser?: string;
            readonly krbCCacheSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly krbConfigConfigMap?: components["schemas"]["io.k8s.api.core.v1.ConfigMapKeySelector"];
            readonly krbKeytabSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly krbRealm?: string;
            readonly krbServicePrincipalName?: string;
            readonly krbUsername?: string;
            readonly path: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.HDFSArtifactRepository": {
            readonly addresses?: readonly string[];
            readonly dataTransferProtection?: string;
            readonly force?: boolean;
            readonly hdfsUser?: string;
            readonly krbCCacheSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly krbConfigConfigMap?: components["schemas"]["io.k8s.api.core.v1.ConfigMapKeySelector"];
            readonly krbKeytabSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly krbRealm?: string;
            readonly krbServicePrincipalName?: string;
            readonly krbUsername?: string;
            readonly pathFormat?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.HTTP": {
            readonly body?: string;
            readonly bodyFrom?: components["schemas"]["io.argoproj.workflow.v1alpha1.HTTPBodySource"];
            readonly headers?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.HTTPHeader"][];
            readonly insecureSkipVerify?: boolean;
            readonly method?: string;
            readonly successCondition?: string;
            readonly timeoutSeconds?: number;
            readonly url: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.HTTPArtifact": {
            readonly auth?: components["schemas"]["io.argoproj.workflow.v1alpha1.HTTPAuth"];
            readonly headers?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.Header"][];
            readonly url: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.HTTPAuth": {
            readonly basicAuth?: components["schemas"]["io.argoproj.workflow.v1alpha1.BasicAuth"];
            readonly clientCert?: components["schemas"]["io.argoproj.workflow.v1alpha1.ClientCertAuth"];
            readonly oauth2?: components["schemas"]["io.argoproj.workflow.v1alpha1.OAuth2Auth"];
        };
        readonly "io.argoproj.workflow.v1alpha1.HTTPBodySource": {
            readonly bytes?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.HTTPHeader": {
            readonly name: string;
            readonly value?: string;
            readonly valueFrom?: components["schemas"]["io.argoproj.workflow.v1alpha1.HTTPHeaderSource"];
        };
        readonly "io.argoproj.workflow.v1alpha1.HTTPHeaderSource": {
            readonly secretKeyRef?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
        };
        readonly "io.argoproj.workflow.v1alpha1.Header": {
            readonly name: string;
            readonly value: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.Histogram": {
            readonly buckets: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.Amount"][];
            readonly value: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.Inputs": {
            readonly artifacts?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.Artifact"][];
            readonly parameters?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.Parameter"][];
        };
        readonly "io.argoproj.workflow.v1alpha1.Item": unknown;
        readonly "io.argoproj.workflow.v1alpha1.LabelValueFrom": {
            readonly expression: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.LifecycleHook": {
            readonly arguments?: components["schemas"]["io.argoproj.workflow.v1alpha1.Arguments"];
            readonly expression?: string;
            readonly template?: string;
            readonly templateRef?: components["schemas"]["io.argoproj.workflow.v1alpha1.TemplateRef"];
        };
        readonly "io.argoproj.workflow.v1alpha1.ManifestFrom": {
            readonly artifact: components["schemas"]["io.argoproj.workflow.v1alpha1.Artifact"];
        };
        readonly "io.argoproj.workflow.v1alpha1.MemoizationStatus": {
            readonly cacheName: string;
            readonly hit: boolean;
            readonly key: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.Memoize": {
            readonly cache: components["schemas"]["io.argoproj.workflow.v1alpha1.Cache"];
            readonly key: string;
            readonly maxAge: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.Metadata": {
            readonly annotations?: {
                readonly [key: string]: string;
            };
            readonly labels?: {
                readonly [key: string]: string;
            };
        };
        readonly "io.argoproj.workflow.v1alpha1.MetricLabel": {
            readonly key: string;
            readonly value: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.Metrics": {
            readonly prometheus: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.Prometheus"][];
        };
        readonly "io.argoproj.workflow.v1alpha1.Mutex": {
            readonly database?: boolean;
            readonly name?: string;
            readonly namespace?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.MutexHolding": {
            readonly holder?: string;
            readonly mutex?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.MutexStatus": {
            readonly holding?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.MutexHolding"][];
            readonly waiting?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.MutexHolding"][];
        };
        readonly "io.argoproj.workflow.v1alpha1.NodeFlag": {
            readonly hooked?: boolean;
            readonly retried?: boolean;
        };
        readonly "io.argoproj.workflow.v1alpha1.NodeStatus": {
            readonly boundaryID?: string;
            readonly children?: readonly string[];
            readonly daemoned?: boolean;
            readonly displayName?: string;
            readonly estimatedDuration?: number;
            readonly failedPodRestarts?: number;
            readonly finishedAt?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.Time"];
            readonly hostNodeName?: string;
            readonly id: string;
            readonly inputs?: components["schemas"]["io.argoproj.workflow.v1alpha1.Inputs"];
            readonly memoizationStatus?: components["schemas"]["io.argoproj.workflow.v1alpha1.MemoizationStatus"];
            readonly message?: string;
            readonly name: string;
            readonly nodeFlag?: components["schemas"]["io.argoproj.workflow.v1alpha1.NodeFlag"];
            readonly outboundNodes?: readonly string[];
            readonly outputs?: components["schemas"]["io.argoproj.workflow.v1alpha1.Outputs"];
            readonly phase?: string;
            readonly podIP?: string;
            readonly progress?: string;
            readonly resourcesDuration?: {
                readonly [key: string]: number;
            };
            readonly restartingPodUID?: string;
            readonly startedAt?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.Time"];
            readonly synchronizationStatus?: components["schemas"]["io.argoproj.workflow.v1alpha1.NodeSynchronizationStatus"];
            readonly taskResultSynced?: boolean;
            readonly templateName?: string;
            readonly templateRef?: components["schemas"]["io.argoproj.workflow.v1alpha1.TemplateRef"];
            readonly templateScope?: string;
            readonly type: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.NodeSynchronizationStatus": {
            readonly waiting?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.NoneStrategy": Record<string, unknown>;
        readonly "io.argoproj.workflow.v1alpha1.OAuth2Auth": {
            readonly clientIDSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly clientSecretSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly endpointParams?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.OAuth2EndpointParam"][];
            readonly scopes?: readonly string[];
            readonly tokenURLSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
        };
        readonly "io.argoproj.workflow.v1alpha1.OAuth2EndpointParam": {
            readonly key: string;
            readonly value?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.OSSArtifact": {
            readonly accessKeySecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly bucket?: string;
            readonly createBucketIfNotPresent?: boolean;
            readonly endpoint?: string;
            readonly key: string;
            readonly lifecycleRule?: components["schemas"]["io.argoproj.workflow.v1alpha1.OSSLifecycleRule"];
            readonly secretKeySecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly securityToken?: string;
            readonly useSDKCreds?: boolean;
        };
        readonly "io.argoproj.workflow.v1alpha1.OSSArtifactRepository": {
            readonly accessKeySecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly bucket?: string;
            readonly createBucketIfNotPresent?: boolean;
            readonly endpoint?: string;
            readonly keyFormat?: string;
            readonly lifecycleRule?: components["schemas"]["io.argoproj.workflow.v1alpha1.OSSLifecycleRule"];
            readonly secretKeySecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly securityToken?: string;
            readonly useSDKCreds?: boolean;
        };
        readonly "io.argoproj.workflow.v1alpha1.OSSLifecycleRule": {
            readonly markDeletionAfterDays?: number;
            readonly markInfrequentAccessAfterDays?: number;
        };
        readonly "io.argoproj.workflow.v1alpha1.Outputs": {
            readonly artifacts?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.Artifact"][];
            readonly exitCode?: string;
            readonly parameters?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.Parameter"][];
            readonly result?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.ParallelSteps": readonly components["schemas"]["io.argoproj.workflow.v1alpha1.WorkflowStep"][];
        readonly "io.argoproj.workflow.v1alpha1.Parameter": {
            readonly default?: string;
            readonly description?: string;
            readonly enum?: readonly string[];
            readonly globalName?: string;
            readonly name: string;
            readonly value?: string;
            readonly valueFrom?: components["schemas"]["io.argoproj.workflow.v1alpha1.ValueFrom"];
        };
        readonly "io.argoproj.workflow.v1alpha1.Plugin": Record<string, unknown>;
        readonly "io.argoproj.workflow.v1alpha1.PluginArtifact": {
            readonly configuration?: string;
            readonly connectionTimeoutSeconds?: number;
            readonly key: string;
            readonly name?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.PluginArtifactRepository": {
            readonly configuration: string;
            readonly keyFormat?: string;
            readonly name: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.PodGC": {
            readonly deleteDelayDuration?: string;
            readonly labelSelector?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector"];
            readonly strategy?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.Prometheus": {
            readonly counter?: components["schemas"]["io.argoproj.workflow.v1alpha1.Counter"];
            readonly gauge?: components["schemas"]["io.argoproj.workflow.v1alpha1.Gauge"];
            readonly help: string;
            readonly histogram?: components["schemas"]["io.argoproj.workflow.v1alpha1.Histogram"];
            readonly labels?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.MetricLabel"][];
            readonly name: string;
            readonly when?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.RawArtifact": {
            readonly data: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.ResourceTemplate": {
            readonly action: string;
            readonly failureCondition?: string;
            readonly flags?: readonly string[];
            readonly manifest?: string;
            readonly manifestFrom?: components["schemas"]["io.argoproj.workflow.v1alpha1.ManifestFrom"];
            readonly mergeStrategy?: string;
            readonly setOwnerReference?: boolean;
            readonly successCondition?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.RetryAffinity": {
            readonly nodeAntiAffinity?: components["schemas"]["io.argoproj.workflow.v1alpha1.RetryNodeAntiAffinity"];
        };
        readonly "io.argoproj.workflow.v1alpha1.RetryNodeAntiAffinity": Record<string, unknown>;
        readonly "io.argoproj.workflow.v1alpha1.RetryStrategy": {
            readonly affinity?: components["schemas"]["io.argoproj.workflow.v1alpha1.RetryAffinity"];
            readonly backoff?: components["schemas"]["io.argoproj.workflow.v1alpha1.Backoff"];
            readonly expression?: string;
            readonly limit?: components["schemas"]["io.k8s.apimachinery.pkg.util.intstr.IntOrString"];
            readonly retryPolicy?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.S3Artifact": {
            readonly accessKeySecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly bucket?: string;
            readonly caSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly createBucketIfNotPresent?: components["schemas"]["io.argoproj.workflow.v1alpha1.CreateS3BucketOptions"];
            readonly encryptionOptions?: components["schemas"]["io.argoproj.workflow.v1alpha1.S3EncryptionOptions"];
            readonly endpoint?: string;
            readonly insecure?: boolean;
            readonly key?: string;
            readonly region?: string;
            readonly roleARN?: string;
            readonly secretKeySecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly sessionTokenSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly useSDKCreds?: boolean;
        };
        readonly "io.argoproj.workflow.v1alpha1.S3ArtifactRepository": {
            readonly accessKeySecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly bucket?: string;
            readonly caSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly createBucketIfNotPresent?: components["schemas"]["io.argoproj.workflow.v1alpha1.CreateS3BucketOptions"];
            readonly encryptionOptions?: components["schemas"]["io.argoproj.workflow.v1alpha1.S3EncryptionOptions"];
            readonly endpoint?: string;
            readonly insecure?: boolean;
            readonly keyFormat?: string;
            readonly keyPrefix?: string;
            readonly region?: string;
            readonly roleARN?: string;
            readonly secretKeySecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly sessionTokenSecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
            readonly useSDKCreds?: boolean;
        };
        readonly "io.argoproj.workflow.v1alpha1.S3EncryptionOptions": {
            readonly enableEncryption?: boolean;
            readonly kmsEncryptionContext?: string;
            readonly kmsKeyId?: string;
            readonly serverSideCustomerKeySecret?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
        };
        readonly "io.argoproj.workflow.v1alpha1.ScriptTemplate": {
            readonly args?: readonly string[];
            readonly command?: readonly string[];
            readonly env?: readonly components["schemas"]["io.k8s.api.core.v1.EnvVar"][];
            readonly envFrom?: readonly components["schemas"]["io.k8s.api.core.v1.EnvFromSource"][];
            readonly image: string;
            readonly imagePullPolicy?: string;
            readonly lifecycle?: components["schemas"]["io.k8s.api.core.v1.Lifecycle"];
            readonly livenessProbe?: components["schemas"]["io.k8s.api.core.v1.Probe"];
            readonly name?: string;
            readonly ports?: readonly components["schemas"]["io.k8s.api.core.v1.ContainerPort"][];
            readonly readinessProbe?: components["schemas"]["io.k8s.api.core.v1.Probe"];
            readonly resizePolicy?: readonly components["schemas"]["io.k8s.api.core.v1.ContainerResizePolicy"][];
            readonly resources?: components["schemas"]["io.k8s.api.core.v1.ResourceRequirements"];
            readonly restartPolicy?: string;
            readonly securityContext?: components["schemas"]["io.k8s.api.core.v1.SecurityContext"];
            readonly source: string;
            readonly startupProbe?: components["schemas"]["io.k8s.api.core.v1.Probe"];
            readonly stdin?: boolean;
            readonly stdinOnce?: boolean;
            readonly terminationMessagePath?: string;
            readonly terminationMessagePolicy?: string;
            readonly tty?: boolean;
            readonly volumeDevices?: readonly components["schemas"]["io.k8s.api.core.v1.VolumeDevice"][];
            readonly volumeMounts?: readonly components["schemas"]["io.k8s.api.core.v1.VolumeMount"][];
            readonly workingDir?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.SemaphoreHolding": {
            readonly holders?: readonly string[];
            readonly semaphore?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.SemaphoreRef": {
            readonly configMapKeyRef?: components["schemas"]["io.k8s.api.core.v1.ConfigMapKeySelector"];
            readonly database?: components["schemas"]["io.argoproj.workflow.v1alpha1.SyncDatabaseRef"];
            readonly namespace?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.SemaphoreStatus": {
            readonly holding?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.SemaphoreHolding"][];
            readonly waiting?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.SemaphoreHolding"][];
        };
        readonly "io.argoproj.workflow.v1alpha1.Sequence": {
            readonly count?: components["schemas"]["io.k8s.apimachinery.pkg.util.intstr.IntOrString"];
            readonly end?: components["schemas"]["io.k8s.apimachinery.pkg.util.intstr.IntOrString"];
            readonly format?: string;
            readonly start?: components["schemas"]["io.k8s.apimachinery.pkg.util.intstr.IntOrString"];
        };
        readonly "io.argoproj.workflow.v1alpha1.StopStrategy": {
            readonly expression: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.SuppliedValueFrom": Record<string, unknown>;
        readonly "io.argoproj.workflow.v1alpha1.SuspendTemplate": {
            readonly duration?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.SyncDatabaseRef": {
            readonly key: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.Synchronization": {
            readonly mutexes?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.Mutex"][];
            readonly semaphores?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.SemaphoreRef"][];
        };
        readonly "io.argoproj.workflow.v1alpha1.SynchronizationStatus": {
            readonly mutex?: components["schemas"]["io.argoproj.workflow.v1alpha1.MutexStatus"];
            readonly semaphore?: components["schemas"]["io.argoproj.workflow.v1alpha1.SemaphoreStatus"];
        };
        readonly "io.argoproj.workflow.v1alpha1.TTLStrategy": {
            readonly secondsAfterCompletion?: number;
            readonly secondsAfterFailure?: number;
            readonly secondsAfterSuccess?: number;
        };
        readonly "io.argoproj.workflow.v1alpha1.TarStrategy": {
            readonly compressionLevel?: number;
        };
        readonly "io.argoproj.workflow.v1alpha1.Template": {
            readonly activeDeadlineSeconds?: components["schemas"]["io.k8s.apimachinery.pkg.util.intstr.IntOrString"];
            readonly affinity?: components["schemas"]["io.k8s.api.core.v1.Affinity"];
            readonly annotations?: {
                readonly [key: string]: string;
            };
            readonly archiveLocation?: components["schemas"]["io.argoproj.workflow.v1alpha1.ArtifactLocation"];
            readonly automountServiceAccountToken?: boolean;
            readonly container?: components["schemas"]["io.k8s.api.core.v1.Container"];
            readonly containerSet?: components["schemas"]["io.argoproj.workflow.v1alpha1.ContainerSetTemplate"];
            readonly daemon?: boolean;
            readonly dag?: components["schemas"]["io.argoproj.workflow.v1alpha1.DAGTemplate"];
            readonly data?: components["schemas"]["io.argoproj.workflow.v1alpha1.Data"];
            readonly executor?: components["schemas"]["io.argoproj.workflow.v1alpha1.ExecutorConfig"];
            readonly failFast?: boolean;
            readonly hostAliases?: readonly components["schemas"]["io.k8s.api.core.v1.HostAlias"][];
            readonly http?: components["schemas"]["io.argoproj.workflow.v1alpha1.HTTP"];
            readonly initContainers?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.UserContainer"][];
            readonly inputs?: components["schemas"]["io.argoproj.workflow.v1alpha1.Inputs"];
            readonly memoize?: components["schemas"]["io.argoproj.workflow.v1alpha1.Memoize"];
            readonly metadata?: components["schemas"]["io.argoproj.workflow.v1alpha1.Metadata"];
            readonly metrics?: components["schemas"]["io.argoproj.workflow.v1alpha1.Metrics"];
            readonly name?: string;
            readonly nodeSelector?: {
                readonly [key: string]: string;
            };
            readonly outputs?: components["schemas"]["io.argoproj.workflow.v1alpha1.Outputs"];
            readonly parallelism?: number;
            readonly plugin?: components["schemas"]["io.argoproj.workflow.v1alpha1.Plugin"];
            readonly podSpecPatch?: string;
            readonly priorityClassName?: string;
            readonly resource?: components["schemas"]["io.argoproj.workflow.v1alpha1.ResourceTemplate"];
            readonly retryStrategy?: components["schemas"]["io.argoproj.workflow.v1alpha1.RetryStrategy"];
            readonly schedulerName?: string;
            readonly script?: components["schemas"]["io.argoproj.workflow.v1alpha1.ScriptTemplate"];
            readonly securityContext?: components["schemas"]["io.k8s.api.core.v1.PodSecurityContext"];
            readonly serviceAccountName?: string;
            readonly sidecars?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.UserContainer"][];
            readonly steps?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.ParallelSteps"][];
            readonly suspend?: components["schemas"]["io.argoproj.workflow.v1alpha1.SuspendTemplate"];
            readonly synchronization?: components["schemas"]["io.argoproj.workflow.v1alpha1.Synchronization"];
            readonly timeout?: string;
            readonly tolerations?: readonly components["schemas"]["io.k8s.api.core.v1.Toleration"][];
            readonly volumes?: readonly components["schemas"]["io.k8s.api.core.v1.Volume"][];
        };
        readonly "io.argoproj.workflow.v1alpha1.TemplateRef": {
            readonly clusterScope?: boolean;
            readonly name?: string;
            readonly template?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.TransformationStep": {
            readonly expression: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.UserContainer": {
            readonly args?: readonly string[];
            readonly command?: readonly string[];
            readonly env?: readonly components["schemas"]["io.k8s.api.core.v1.EnvVar"][];
            readonly envFrom?: readonly components["schemas"]["io.k8s.api.core.v1.EnvFromSource"][];
            readonly image?: string;
            readonly imagePullPolicy?: string;
            readonly lifecycle?: components["schemas"]["io.k8s.api.core.v1.Lifecycle"];
            readonly livenessProbe?: components["schemas"]["io.k8s.api.core.v1.Probe"];
            readonly mirrorVolumeMounts?: boolean;
            readonly name: string;
            readonly ports?: readonly components["schemas"]["io.k8s.api.core.v1.ContainerPort"][];
            readonly readinessProbe?: components["schemas"]["io.k8s.api.core.v1.Probe"];
            readonly resizePolicy?: readonly components["schemas"]["io.k8s.api.core.v1.ContainerResizePolicy"][];
            readonly resources?: components["schemas"]["io.k8s.api.core.v1.ResourceRequirements"];
            readonly restartPolicy?: string;
            readonly securityContext?: components["schemas"]["io.k8s.api.core.v1.SecurityContext"];
            readonly startupProbe?: components["schemas"]["io.k8s.api.core.v1.Probe"];
            readonly stdin?: boolean;
            readonly stdinOnce?: boolean;
            readonly terminationMessagePath?: string;
            readonly terminationMessagePolicy?: string;
            readonly tty?: boolean;
            readonly volumeDevices?: readonly components["schemas"]["io.k8s.api.core.v1.VolumeDevice"][];
            readonly volumeMounts?: readonly components["schemas"]["io.k8s.api.core.v1.VolumeMount"][];
            readonly workingDir?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.ValueFrom": {
            readonly configMapKeyRef?: components["schemas"]["io.k8s.api.core.v1.ConfigMapKeySelector"];
            readonly default?: string;
            readonly event?: string;
            readonly expression?: string;
            readonly jqFilter?: string;
            readonly jsonPath?: string;
            readonly parameter?: string;
            readonly path?: string;
            readonly supplied?: components["schemas"]["io.argoproj.workflow.v1alpha1.SuppliedValueFrom"];
        };
        readonly "io.argoproj.workflow.v1alpha1.VolumeClaimGC": {
            readonly strategy?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.Workflow": {
            readonly apiVersion?: string;
            readonly kind?: string;
            readonly metadata: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"];
            readonly spec: components["schemas"]["io.argoproj.workflow.v1alpha1.WorkflowSpec"];
            readonly status?: components["schemas"]["io.argoproj.workflow.v1alpha1.WorkflowStatus"];
        };
        readonly "io.argoproj.workflow.v1alpha1.WorkflowLevelArtifactGC": {
            readonly forceFinalizerRemoval?: boolean;
            readonly podMetadata?: components["schemas"]["io.argoproj.workflow.v1alpha1.Metadata"];
            readonly podSpecPatch?: string;
            readonly serviceAccountName?: string;
            readonly strategy?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.WorkflowMetadata": {
            readonly annotations?: {
                readonly [key: string]: string;
            };
            readonly labels?: {
                readonly [key: string]: string;
            };
            readonly labelsFrom?: {
                readonly [key: string]: components["schemas"]["io.argoproj.workflow.v1alpha1.LabelValueFrom"];
            };
        };
        readonly "io.argoproj.workflow.v1alpha1.WorkflowSpec": {
            readonly activeDeadlineSeconds?: number;
            readonly affinity?: components["schemas"]["io.k8s.api.core.v1.Affinity"];
            readonly archiveLogs?: boolean;
            readonly arguments?: components["schemas"]["io.argoproj.workflow.v1alpha1.Arguments"];
            readonly artifactGC?: components["schemas"]["io.argoproj.workflow.v1alpha1.WorkflowLevelArtifactGC"];
            readonly artifactRepositoryRef?: components["schemas"]["io.argoproj.workflow.v1alpha1.ArtifactRepositoryRef"];
            readonly automountServiceAccountToken?: boolean;
            readonly dnsConfig?: components["schemas"]["io.k8s.api.core.v1.PodDNSConfig"];
            readonly dnsPolicy?: string;
            readonly entrypoint?: string;
            readonly executor?: components["schemas"]["io.argoproj.workflow.v1alpha1.ExecutorConfig"];
            readonly hooks?: {
                readonly [key: string]: components["schemas"]["io.argoproj.workflow.v1alpha1.LifecycleHook"];
            };
            readonly hostAliases?: readonly components["schemas"]["io.k8s.api.core.v1.HostAlias"][];
            readonly hostNetwork?: boolean;
            readonly imagePullSecrets?: readonly components["schemas"]["io.k8s.api.core.v1.LocalObjectReference"][];
            readonly metrics?: components["schemas"]["io.argoproj.workflow.v1alpha1.Metrics"];
            readonly nodeSelector?: {
                readonly [key: string]: string;
            };
            readonly onExit?: string;
            readonly parallelism?: number;
            readonly podDisruptionBudget?: components["schemas"]["io.k8s.api.policy.v1.PodDisruptionBudgetSpec"];
            readonly podGC?: components["schemas"]["io.argoproj.workflow.v1alpha1.PodGC"];
            readonly podMetadata?: components["schemas"]["io.argoproj.workflow.v1alpha1.Metadata"];
            readonly podPriorityClassName?: string;
            readonly podSpecPatch?: string;
            readonly priority?: number;
            readonly retryStrategy?: components["schemas"]["io.argoproj.workflow.v1alpha1.RetryStrategy"];
            readonly schedulerName?: string;
            readonly securityContext?: components["schemas"]["io.k8s.api.core.v1.PodSecurityContext"];
            readonly serviceAccountName?: string;
            readonly shutdown?: string;
            readonly suspend?: boolean;
            readonly synchronization?: components["schemas"]["io.argoproj.workflow.v1alpha1.Synchronization"];
            readonly templateDefaults?: components["schemas"]["io.argoproj.workflow.v1alpha1.Template"];
            readonly templates?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.Template"][];
            readonly tolerations?: readonly components["schemas"]["io.k8s.api.core.v1.Toleration"][];
            readonly ttlStrategy?: components["schemas"]["io.argoproj.workflow.v1alpha1.TTLStrategy"];
            readonly volumeClaimGC?: components["schemas"]["io.argoproj.workflow.v1alpha1.VolumeClaimGC"];
            readonly volumeClaimTemplates?: readonly components["schemas"]["io.k8s.api.core.v1.PersistentVolumeClaim"][];
            readonly volumes?: readonly components["schemas"]["io.k8s.api.core.v1.Volume"][];
            readonly workflowMetadata?: components["schemas"]["io.argoproj.workflow.v1alpha1.WorkflowMetadata"];
            readonly workflowTemplateRef?: components["schemas"]["io.argoproj.workflow.v1alpha1.WorkflowTemplateRef"];
        };
        readonly "io.argoproj.workflow.v1alpha1.WorkflowStatus": {
            readonly artifactGCStatus?: components["schemas"]["io.argoproj.workflow.v1alpha1.ArtGCStatus"];
            readonly artifactRepositoryRef?: components["schemas"]["io.argoproj.workflow.v1alpha1.ArtifactRepositoryRefStatus"];
            readonly compressedNodes?: string;
            readonly conditions?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.Condition"][];
            readonly estimatedDuration?: number;
            readonly finishedAt?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.Time"];
            readonly message?: string;
            readonly nodes?: {
                readonly [key: string]: components["schemas"]["io.argoproj.workflow.v1alpha1.NodeStatus"];
            };
            readonly offloadNodeStatusVersion?: string;
            readonly outputs?: components["schemas"]["io.argoproj.workflow.v1alpha1.Outputs"];
            readonly persistentVolumeClaims?: readonly components["schemas"]["io.k8s.api.core.v1.Volume"][];
            readonly phase?: string;
            readonly progress?: string;
            readonly resourcesDuration?: {
                readonly [key: string]: number;
            };
            readonly startedAt?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.Time"];
            readonly storedTemplates?: {
                readonly [key: string]: components["schemas"]["io.argoproj.workflow.v1alpha1.Template"];
            };
            readonly storedWorkflowTemplateSpec?: components["schemas"]["io.argoproj.workflow.v1alpha1.WorkflowSpec"];
            readonly synchronization?: components["schemas"]["io.argoproj.workflow.v1alpha1.SynchronizationStatus"];
            readonly taskResultsCompletionStatus?: {
                readonly [key: string]: boolean;
            };
        };
        readonly "io.argoproj.workflow.v1alpha1.WorkflowStep": {
            readonly arguments?: components["schemas"]["io.argoproj.workflow.v1alpha1.Arguments"];
            readonly continueOn?: components["schemas"]["io.argoproj.workflow.v1alpha1.ContinueOn"];
            readonly hooks?: {
                readonly [key: string]: components["schemas"]["io.argoproj.workflow.v1alpha1.LifecycleHook"];
            };
            readonly inline?: components["schemas"]["io.argoproj.workflow.v1alpha1.Template"];
            readonly name?: string;
            readonly onExit?: string;
            readonly template?: string;
            readonly templateRef?: components["schemas"]["io.argoproj.workflow.v1alpha1.TemplateRef"];
            readonly when?: string;
            readonly withItems?: readonly components["schemas"]["io.argoproj.workflow.v1alpha1.Item"][];
            readonly withParam?: string;
            readonly withSequence?: components["schemas"]["io.argoproj.workflow.v1alpha1.Sequence"];
        };
        readonly "io.argoproj.workflow.v1alpha1.WorkflowTemplate": {
            readonly apiVersion?: string;
            readonly kind?: string;
            readonly metadata: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"];
            readonly spec: components["schemas"]["io.argoproj.workflow.v1alpha1.WorkflowSpec"];
        };
        readonly "io.argoproj.workflow.v1alpha1.WorkflowTemplateRef": {
            readonly clusterScope?: boolean;
            readonly name?: string;
        };
        readonly "io.argoproj.workflow.v1alpha1.ZipStrategy": Record<string, unknown>;
        readonly "io.k8s.api.core.v1.AWSElasticBlockStoreVolumeSource": {
            readonly fsType?: string;
            readonly partition?: number;
            readonly readOnly?: boolean;
            readonly volumeID: string;
        };
        readonly "io.k8s.api.core.v1.Affinity": {
            readonly nodeAffinity?: components["schemas"]["io.k8s.api.core.v1.NodeAffinity"];
            readonly podAffinity?: components["schemas"]["io.k8s.api.core.v1.PodAffinity"];
            readonly podAntiAffinity?: components["schemas"]["io.k8s.api.core.v1.PodAntiAffinity"];
        };
        readonly "io.k8s.api.core.v1.AppArmorProfile": {
            readonly localhostProfile?: string;
            readonly type: string;
        };
        readonly "io.k8s.api.core.v1.AzureDiskVolumeSource": {
            readonly cachingMode?: string;
            readonly diskName: string;
            readonly diskURI: string;
            readonly fsType?: string;
            readonly kind?: string;
            readonly readOnly?: boolean;
        };
        readonly "io.k8s.api.core.v1.AzureFileVolumeSource": {
            readonly readOnly?: boolean;
            readonly secretName: string;
            readonly shareName: string;
        };
        readonly "io.k8s.api.core.v1.CSIVolumeSource": {
            readonly driver: string;
            readonly fsType?: string;
            readonly nodePublishSecretRef?: components["schemas"]["io.k8s.api.core.v1.LocalObjectReference"];
            readonly readOnly?: boolean;
            readonly volumeAttributes?: {
                readonly [key: string]: string;
            };
        };
        readonly "io.k8s.api.core.v1.Capabilities": {
            readonly add?: readonly string[];
            readonly drop?: readonly string[];
        };
        readonly "io.k8s.api.core.v1.CephFSVolumeSource": {
            readonly monitors: readonly string[];
            readonly path?: string;
            readonly readOnly?: boolean;
            readonly secretFile?: string;
            readonly secretRef?: components["schemas"]["io.k8s.api.core.v1.LocalObjectReference"];
            readonly user?: string;
        };
        readonly "io.k8s.api.core.v1.CinderVolumeSource": {
            readonly fsType?: string;
            readonly readOnly?: boolean;
            readonly secretRef?: components["schemas"]["io.k8s.api.core.v1.LocalObjectReference"];
            readonly volumeID: string;
        };
        readonly "io.k8s.api.core.v1.ClusterTrustBundleProjection": {
            readonly labelSelector?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector"];
            readonly name?: string;
            readonly optional?: boolean;
            readonly path: string;
            readonly signerName?: string;
        };
        readonly "io.k8s.api.core.v1.ConfigMapEnvSource": {
            readonly name?: string;
            readonly optional?: boolean;
        };
        readonly "io.k8s.api.core.v1.ConfigMapKeySelector": {
            readonly key: string;
            readonly name?: string;
            readonly optional?: boolean;
        };
        readonly "io.k8s.api.core.v1.ConfigMapProjection": {
            readonly items?: readonly components["schemas"]["io.k8s.api.core.v1.KeyToPath"][];
            readonly name?: string;
            readonly optional?: boolean;
        };
        readonly "io.k8s.api.core.v1.ConfigMapVolumeSource": {
            readonly defaultMode?: number;
            readonly items?: readonly components["schemas"]["io.k8s.api.core.v1.KeyToPath"][];
            readonly name?: string;
            readonly optional?: boolean;
        };
        readonly "io.k8s.api.core.v1.Container": {
            readonly args?: readonly string[];
            readonly command?: readonly string[];
            readonly env?: readonly components["schemas"]["io.k8s.api.core.v1.EnvVar"][];
            readonly envFrom?: readonly components["schemas"]["io.k8s.api.core.v1.EnvFromSource"][];
            readonly image: string;
            readonly imagePullPolicy?: string;
            readonly lifecycle?: components["schemas"]["io.k8s.api.core.v1.Lifecycle"];
            readonly livenessProbe?: components["schemas"]["io.k8s.api.core.v1.Probe"];
            readonly name?: string;
            readonly ports?: readonly components["schemas"]["io.k8s.api.core.v1.ContainerPort"][];
            readonly readinessProbe?: components["schemas"]["io.k8s.api.core.v1.Probe"];
            readonly resizePolicy?: readonly components["schemas"]["io.k8s.api.core.v1.ContainerResizePolicy"][];
            readonly resources?: components["schemas"]["io.k8s.api.core.v1.ResourceRequirements"];
            readonly restartPolicy?: string;
            readonly securityContext?: components["schemas"]["io.k8s.api.core.v1.SecurityContext"];
            readonly startupProbe?: components["schemas"]["io.k8s.api.core.v1.Probe"];
            readonly stdin?: boolean;
            readonly stdinOnce?: boolean;
            readonly terminationMessagePath?: string;
            readonly terminationMessagePolicy?: string;
            readonly tty?: boolean;
            readonly volumeDevices?: readonly components["schemas"]["io.k8s.api.core.v1.VolumeDevice"][];
            readonly volumeMounts?: readonly components["schemas"]["io.k8s.api.core.v1.VolumeMount"][];
            readonly workingDir?: string;
        };
        readonly "io.k8s.api.core.v1.ContainerPort": {
            readonly containerPort: number;
            readonly hostIP?: string;
            readonly hostPort?: number;
            readonly name?: string;
            readonly protocol?: string;
        };
        readonly "io.k8s.api.core.v1.ContainerResizePolicy": {
            readonly resourceName: string;
            readonly restartPolicy: string;
        };
        readonly "io.k8s.api.core.v1.DownwardAPIProjection": {
            readonly items?: readonly components["schemas"]["io.k8s.api.core.v1.DownwardAPIVolumeFile"][];
        };
        readonly "io.k8s.api.core.v1.DownwardAPIVolumeFile": {
            readonly fieldRef?: components["schemas"]["io.k8s.api.core.v1.ObjectFieldSelector"];
            readonly mode?: number;
            readonly path: string;
            readonly resourceFieldRef?: components["schemas"]["io.k8s.api.core.v1.ResourceFieldSelector"];
        };
        readonly "io.k8s.api.core.v1.DownwardAPIVolumeSource": {
            readonly defaultMode?: number;
            readonly items?: readonly components["schemas"]["io.k8s.api.core.v1.DownwardAPIVolumeFile"][];
        };
        readonly "io.k8s.api.core.v1.EmptyDirVolumeSource": {
            readonly medium?: string;
            readonly sizeLimit?: components["schemas"]["io.k8s.apimachinery.pkg.api.resource.Quantity"];
        };
        readonly "io.k8s.api.core.v1.EnvFromSource": {
            readonly configMapRef?: components["schemas"]["io.k8s.api.core.v1.ConfigMapEnvSource"];
            readonly prefix?: string;
            readonly secretRef?: components["schemas"]["io.k8s.api.core.v1.SecretEnvSource"];
        };
        readonly "io.k8s.api.core.v1.EnvVar": {
            readonly name: string;
            readonly value?: string;
            readonly valueFrom?: components["schemas"]["io.k8s.api.core.v1.EnvVarSource"];
        };
        readonly "io.k8s.api.core.v1.EnvVarSource": {
            readonly configMapKeyRef?: components["schemas"]["io.k8s.api.core.v1.ConfigMapKeySelector"];
            readonly fieldRef?: components["schemas"]["io.k8s.api.core.v1.ObjectFieldSelector"];
            readonly resourceFieldRef?: components["schemas"]["io.k8s.api.core.v1.ResourceFieldSelector"];
            readonly secretKeyRef?: components["schemas"]["io.k8s.api.core.v1.SecretKeySelector"];
        };
        readonly "io.k8s.api.core.v1.EphemeralVolumeSource": {
            readonly volumeClaimTemplate?: components["schemas"]["io.k8s.api.core.v1.PersistentVolumeClaimTemplate"];
        };
        readonly "io.k8s.api.core.v1.ExecAction": {
            readonly command?: readonly string[];
        };
        readonly "io.k8s.api.core.v1.FCVolumeSource": {
            readonly fsType?: string;
            readonly lun?: number;
            readonly readOnly?: boolean;
            readonly targetWWNs?: readonly string[];
            readonly wwids?: readonly string[];
        };
        readonly "io.k8s.api.core.v1.FlexVolumeSource": {
            readonly driver: string;
            readonly fsType?: string;
            readonly options?: {
                readonly [key: string]: string;
            };
            readonly readOnly?: boolean;
            readonly secretRef?: components["schemas"]["io.k8s.api.core.v1.LocalObjectReference"];
        };
        readonly "io.k8s.api.core.v1.FlockerVolumeSource": {
            readonly datasetName?: string;
            readonly datasetUUID?: string;
        };
        readonly "io.k8s.api.core.v1.GCEPersistentDiskVolumeSource": {
            readonly fsType?: string;
            readonly partition?: number;
            readonly pdName: string;
            readonly readOnly?: boolean;
        };
        readonly "io.k8s.api.core.v1.GRPCAction": {
            readonly port: number;
            readonly service?: string;
        };
        readonly "io.k8s.api.core.v1.GitRepoVolumeSource": {
            readonly directory?: string;
            readonly repository: string;
            readonly revision?: string;
        };
        readonly "io.k8s.api.core.v1.GlusterfsVolumeSource": {
            readonly endpoints: string;
            readonly path: string;
            readonly readOnly?: boolean;
        };
        readonly "io.k8s.api.core.v1.HTTPGetAction": {
            readonly host?: string;
            readonly httpHeaders?: readonly components["schemas"]["io.k8s.api.core.v1.HTTPHeader"][];
            readonly path?: string;
            readonly port: components["schemas"]["io.k8s.apimachinery.pkg.util.intstr.IntOrString"];
            readonly scheme?: string;
        };
        readonly "io.k8s.api.core.v1.HTTPHeader": {
            readonly name: string;
            readonly value: string;
        };
        readonly "io.k8s.api.core.v1.HostAlias": {
            readonly hostnames?: readonly string[];
            readonly ip: string;
        };
        readonly "io.k8s.api.core.v1.HostPathVolumeSource": {
            readonly path: string;
            readonly type?: string;
        };
        readonly "io.k8s.api.core.v1.ISCSIVolumeSource": {
            readonly chapAuthDiscovery?: boolean;
            readonly chapAuthSession?: boolean;
            readonly fsType?: string;
            readonly initiatorName?: string;
            readonly iqn: string;
            readonly iscsiInterface?: string;
            readonly lun: number;
            readonly portals?: readonly string[];
            readonly readOnly?: boolean;
            readonly secretRef?: components["schemas"]["io.k8s.api.core.v1.LocalObjectReference"];
            readonly targetPortal: string;
        };
        readonly "io.k8s.api.core.v1.ImageVolumeSource": {
            readonly pullPolicy?: string;
            readonly reference?: string;
        };
        readonly "io.k8s.api.core.v1.KeyToPath": {
            readonly key: string;
            readonly mode?: number;
            readonly path: string;
        };
        readonly "io.k8s.api.core.v1.Lifecycle": {
            readonly postStart?: components["schemas"]["io.k8s.api.core.v1.LifecycleHandler"];
            readonly preStop?: components["schemas"]["io.k8s.api.core.v1.LifecycleHandler"];
            readonly stopSignal?: string;
        };
        readonly "io.k8s.api.core.v1.LifecycleHandler": {
            readonly exec?: components["schemas"]["io.k8s.api.core.v1.ExecAction"];
            readonly httpGet?: components["schemas"]["io.k8s.api.core.v1.HTTPGetAction"];
            readonly sleep?: components["schemas"]["io.k8s.api.core.v1.SleepAction"];
            readonly tcpSocket?: components["schemas"]["io.k8s.api.core.v1.TCPSocketAction"];
        };
        readonly "io.k8s.api.core.v1.LocalObjectReference": {
            readonly name?: string;
        };
        readonly "io.k8s.api.core.v1.ModifyVolumeStatus": {
            readonly status: string;
            readonly targetVolumeAttributesClassName?: string;
        };
        readonly "io.k8s.api.core.v1.NFSVolumeSource": {
            readonly path: string;
            readonly readOnly?: boolean;
            readonly server: string;
        };
        readonly "io.k8s.api.core.v1.NodeAffinity": {
            readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly components["schemas"]["io.k8s.api.core.v1.PreferredSchedulingTerm"][];
            readonly requiredDuringSchedulingIgnoredDuringExecution?: components["schemas"]["io.k8s.api.core.v1.NodeSelector"];
        };
        readonly "io.k8s.api.core.v1.NodeSelector": {
            readonly nodeSelectorTerms: readonly components["schemas"]["io.k8s.api.core.v1.NodeSelectorTerm"][];
        };
        readonly "io.k8s.api.core.v1.NodeSelectorRequirement": {
            readonly key: string;
            readonly operator: string;
            readonly values?: readonly string[];
        };
        readonly "io.k8s.api.core.v1.NodeSelectorTerm": {
            readonly matchExpressions?: readonly components["schemas"]["io.k8s.api.core.v1.NodeSelectorRequirement"][];
            readonly matchFields?: readonly components["schemas"]["io.k8s.api.core.v1.NodeSelectorRequirement"][];
        };
        readonly "io.k8s.api.core.v1.ObjectFieldSelector": {
            readonly apiVersion?: string;
            readonly fieldPath: string;
        };
        readonly "io.k8s.api.core.v1.ObjectReference": {
            readonly apiVersion?: string;
            readonly fieldPath?: string;
            readonly kind?: string;
            readonly name?: string;
            readonly namespace?: string;
            readonly resourceVersion?: string;
            readonly uid?: string;
        };
        readonly "io.k8s.api.core.v1.PersistentVolumeClaim": {
            readonly apiVersion?: string;
            readonly kind?: string;
            readonly metadata?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"];
            readonly spec?: components["schemas"]["io.k8s.api.core.v1.PersistentVolumeClaimSpec"];
            readonly status?: components["schemas"]["io.k8s.api.core.v1.PersistentVolumeClaimStatus"];
        };
        readonly "io.k8s.api.core.v1.PersistentVolumeClaimCondition": {
            readonly lastProbeTime?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.Time"];
            readonly lastTransitionTime?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.Time"];
            readonly message?: string;
            readonly reason?: string;
            readonly status: string;
            readonly type: string;
        };
        readonly "io.k8s.api.core.v1.PersistentVolumeClaimSpec": {
            readonly accessModes?: readonly string[];
            readonly dataSource?: components["schemas"]["io.k8s.api.core.v1.TypedLocalObjectReference"];
            readonly dataSourceRef?: components["schemas"]["io.k8s.api.core.v1.TypedObjectReference"];
            readonly resources?: components["schemas"]["io.k8s.api.core.v1.VolumeResourceRequirements"];
            readonly selector?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector"];
            readonly storageClassName?: string;
            readonly volumeAttributesClassName?: string;
            readonly volumeMode?: string;
            readonly volumeName?: string;
        };
        readonly "io.k8s.api.core.v1.PersistentVolumeClaimStatus": {
            readonly accessModes?: readonly string[];
            readonly allocatedResourceStatuses?: {
                readonly [key: string]: string;
            };
            readonly allocatedResources?: {
                readonly [key: string]: components["schemas"]["io.k8s.apimachinery.pkg.api.resource.Quantity"];
            };
            readonly capacity?: {
                readonly [key: string]: components["schemas"]["io.k8s.apimachinery.pkg.api.resource.Quantity"];
            };
            readonly conditions?: readonly components["schemas"]["io.k8s.api.core.v1.PersistentVolumeClaimCondition"][];
            readonly currentVolumeAttributesClassName?: string;
            readonly modifyVolumeStatus?: components["schemas"]["io.k8s.api.core.v1.ModifyVolumeStatus"];
            readonly phase?: string;
        };
        readonly "io.k8s.api.core.v1.PersistentVolumeClaimTemplate": {
            readonly metadata?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"];
            readonly spec: components["schemas"]["io.k8s.api.core.v1.PersistentVolumeClaimSpec"];
        };
        readonly "io.k8s.api.core.v1.PersistentVolumeClaimVolumeSource": {
            readonly claimName: string;
            readonly readOnly?: boolean;
        };
        readonly "io.k8s.api.core.v1.PhotonPersistentDiskVolumeSource": {
            readonly fsType?: string;
            readonly pdID: string;
        };
        readonly "io.k8s.api.core.v1.PodAffinity": {
            readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly components["schemas"]["io.k8s.api.core.v1.WeightedPodAffinityTerm"][];
            readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly components["schemas"]["io.k8s.api.core.v1.PodAffinityTerm"][];
        };
        readonly "io.k8s.api.core.v1.PodAffinityTerm": {
            readonly labelSelector?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector"];
            readonly matchLabelKeys?: readonly string[];
            readonly mismatchLabelKeys?: readonly string[];
            readonly namespaceSelector?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector"];
            readonly namespaces?: readonly string[];
            readonly topologyKey: string;
        };
        readonly "io.k8s.api.core.v1.PodAntiAffinity": {
            readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly components["schemas"]["io.k8s.api.core.v1.WeightedPodAffinityTerm"][];
            readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly components["schemas"]["io.k8s.api.core.v1.PodAffinityTerm"][];
        };
        readonly "io.k8s.api.core.v1.PodDNSConfig": {
            readonly nameservers?: readonly string[];
            readonly options?: readonly components["schemas"]["io.k8s.api.core.v1.PodDNSConfigOption"][];
            readonly searches?: readonly string[];
        };
        readonly "io.k8s.api.core.v1.PodDNSConfigOption": {
            readonly name?: string;
            readonly value?: string;
        };
        readonly "io.k8s.api.core.v1.PodSecurityContext": {
            readonly appArmorProfile?: components["schemas"]["io.k8s.api.core.v1.AppArmorProfile"];
            readonly fsGroup?: number;
            readonly fsGroupChangePolicy?: string;
            readonly runAsGroup?: number;
            readonly runAsNonRoot?: boolean;
            readonly runAsUser?: number;
            readonly seLinuxChangePolicy?: string;
            readonly seLinuxOptions?: components["schemas"]["io.k8s.api.core.v1.SELinuxOptions"];
            readonly seccompProfile?: components["schemas"]["io.k8s.api.core.v1.SeccompProfile"];
            readonly supplementalGroups?: readonly number[];
            readonly supplementalGroupsPolicy?: string;
            readonly sysctls?: readonly components["schemas"]["io.k8s.api.core.v1.Sysctl"][];
            readonly windowsOptions?: components["schemas"]["io.k8s.api.core.v1.WindowsSecurityContextOptions"];
        };
        readonly "io.k8s.api.core.v1.PortworxVolumeSource": {
            readonly fsType?: string;
            readonly readOnly?: boolean;
            readonly volumeID: string;
        };
        readonly "io.k8s.api.core.v1.PreferredSchedulingTerm": {
            readonly preference: components["schemas"]["io.k8s.api.core.v1.NodeSelectorTerm"];
            readonly weight: number;
        };
        readonly "io.k8s.api.core.v1.Probe": {
            readonly exec?: components["schemas"]["io.k8s.api.core.v1.ExecAction"];
            readonly failureThreshold?: number;
            readonly grpc?: components["schemas"]["io.k8s.api.core.v1.GRPCAction"];
            readonly httpGet?: components["schemas"]["io.k8s.api.core.v1.HTTPGetAction"];
            readonly initialDelaySeconds?: number;
            readonly periodSeconds?: number;
            readonly successThreshold?: number;
            readonly tcpSocket?: components["schemas"]["io.k8s.api.core.v1.TCPSocketAction"];
            readonly terminationGracePeriodSeconds?: number;
            readonly timeoutSeconds?: number;
        };
        readonly "io.k8s.api.core.v1.ProjectedVolumeSource": {
            readonly defaultMode?: number;
            readonly sources?: readonly components["schemas"]["io.k8s.api.core.v1.VolumeProjection"][];
        };
        readonly "io.k8s.api.core.v1.QuobyteVolumeSource": {
            readonly group?: string;
            readonly readOnly?: boolean;
            readonly registry: string;
            readonly tenant?: string;
            readonly user?: string;
            readonly volume: string;
        };
        readonly "io.k8s.api.core.v1.RBDVolumeSource": {
            readonly fsType?: string;
            readonly image: string;
            readonly keyring?: string;
            readonly monitors: readonly string[];
            readonly pool?: string;
            readonly readOnly?: boolean;
            readonly secretRef?: components["schemas"]["io.k8s.api.core.v1.LocalObjectReference"];
            readonly user?: string;
        };
        readonly "io.k8s.api.core.v1.ResourceClaim": {
            readonly name: string;
            readonly request?: string;
        };
        readonly "io.k8s.api.core.v1.ResourceFieldSelector": {
            readonly containerName?: string;
            readonly divisor?: components["schemas"]["io.k8s.apimachinery.pkg.api.resource.Quantity"];
            readonly resource: string;
        };
        readonly "io.k8s.api.core.v1.ResourceRequirements": {
            readonly claims?: readonly components["schemas"]["io.k8s.api.core.v1.ResourceClaim"][];
            readonly limits?: {
                readonly [key: string]: components["schemas"]["io.k8s.apimachinery.pkg.api.resource.Quantity"];
            };
            readonly requests?: {
                readonly [key: string]: components["schemas"]["io.k8s.apimachinery.pkg.api.resource.Quantity"];
            };
        };
        readonly "io.k8s.api.core.v1.SELinuxOptions": {
            readonly level?: string;
            readonly role?: string;
            readonly type?: string;
            readonly user?: string;
        };
        readonly "io.k8s.api.core.v1.ScaleIOVolumeSource": {
            readonly fsType?: string;
            readonly gateway: string;
            readonly protectionDomain?: string;
            readonly readOnly?: boolean;
            readonly secretRef: components["schemas"]["io.k8s.api.core.v1.LocalObjectReference"];
            readonly sslEnabled?: boolean;
            readonly storageMode?: string;
            readonly storagePool?: string;
            readonly system: string;
            readonly volumeName?: string;
        };
        readonly "io.k8s.api.core.v1.SeccompProfile": {
            readonly localhostProfile?: string;
            readonly type: string;
        };
        readonly "io.k8s.api.core.v1.SecretEnvSource": {
            readonly name?: string;
            readonly optional?: boolean;
        };
        readonly "io.k8s.api.core.v1.SecretKeySelector": {
            readonly key: string;
            readonly name?: string;
            readonly optional?: boolean;
        };
        readonly "io.k8s.api.core.v1.SecretProjection": {
            readonly items?: readonly components["schemas"]["io.k8s.api.core.v1.KeyToPath"][];
            readonly name?: string;
            readonly optional?: boolean;
        };
        readonly "io.k8s.api.core.v1.SecretVolumeSource": {
            readonly defaultMode?: number;
            readonly items?: readonly components["schemas"]["io.k8s.api.core.v1.KeyToPath"][];
            readonly optional?: boolean;
            readonly secretName?: string;
        };
        readonly "io.k8s.api.core.v1.SecurityContext": {
            readonly allowPrivilegeEscalation?: boolean;
            readonly appArmorProfile?: components["schemas"]["io.k8s.api.core.v1.AppArmorProfile"];
            readonly capabilities?: components["schemas"]["io.k8s.api.core.v1.Capabilities"];
            readonly privileged?: boolean;
            readonly procMount?: string;
            readonly readOnlyRootFilesystem?: boolean;
            readonly runAsGroup?: number;
            readonly runAsNonRoot?: boolean;
            readonly runAsUser?: number;
            readonly seLinuxOptions?: components["schemas"]["io.k8s.api.core.v1.SELinuxOptions"];
            readonly seccompProfile?: components["schemas"]["io.k8s.api.core.v1.SeccompProfile"];
            readonly windowsOptions?: components["schemas"]["io.k8s.api.core.v1.WindowsSecurityContextOptions"];
        };
        readonly "io.k8s.api.core.v1.ServiceAccountTokenProjection": {
            readonly audience?: string;
            readonly expirationSeconds?: number;
            readonly path: string;
        };
        readonly "io.k8s.api.core.v1.SleepAction": {
            readonly seconds: number;
        };
        readonly "io.k8s.api.core.v1.StorageOSVolumeSource": {
            readonly fsType?: string;
            readonly readOnly?: boolean;
            readonly secretRef?: components["schemas"]["io.k8s.api.core.v1.LocalObjectReference"];
            readonly volumeName?: string;
            readonly volumeNamespace?: string;
        };
        readonly "io.k8s.api.core.v1.Sysctl": {
            readonly name: string;
            readonly value: string;
        };
        readonly "io.k8s.api.core.v1.TCPSocketAction": {
            readonly host?: string;
            readonly port: components["schemas"]["io.k8s.apimachinery.pkg.util.intstr.IntOrString"];
        };
        readonly "io.k8s.api.core.v1.Toleration": {
            readonly effect?: string;
            readonly key?: string;
            readonly operator?: string;
            readonly tolerationSeconds?: number;
            readonly value?: string;
        };
        readonly "io.k8s.api.core.v1.TypedLocalObjectReference": {
            readonly apiGroup?: string;
            readonly kind: string;
            readonly name: string;
        };
        readonly "io.k8s.api.core.v1.TypedObjectReference": {
            readonly apiGroup?: string;
            readonly kind: string;
            readonly name: string;
            readonly namespace?: string;
        };
        readonly "io.k8s.api.core.v1.Volume": {
            readonly awsElasticBlockStore?: components["schemas"]["io.k8s.api.core.v1.AWSElasticBlockStoreVolumeSource"];
            readonly azureDisk?: components["schemas"]["io.k8s.api.core.v1.AzureDiskVolumeSource"];
            readonly azureFile?: components["schemas"]["io.k8s.api.core.v1.AzureFileVolumeSource"];
            readonly cephfs?: components["schemas"]["io.k8s.api.core.v1.CephFSVolumeSource"];
            readonly cinder?: components["schemas"]["io.k8s.api.core.v1.CinderVolumeSource"];
            readonly configMap?: components["schemas"]["io.k8s.api.core.v1.ConfigMapVolumeSource"];
            readonly csi?: components["schemas"]["io.k8s.api.core.v1.CSIVolumeSource"];
            readonly downwardAPI?: components["schemas"]["io.k8s.api.core.v1.DownwardAPIVolumeSource"];
            readonly emptyDir?: components["schemas"]["io.k8s.api.core.v1.EmptyDirVolumeSource"];
            readonly ephemeral?: components["schemas"]["io.k8s.api.core.v1.EphemeralVolumeSource"];
            readonly fc?: components["schemas"]["io.k8s.api.core.v1.FCVolumeSource"];
            readonly flexVolume?: components["schemas"]["io.k8s.api.core.v1.FlexVolumeSource"];
            readonly flocker?: components["schemas"]["io.k8s.api.core.v1.FlockerVolumeSource"];
            readonly gcePersistentDisk?: components["schemas"]["io.k8s.api.core.v1.GCEPersistentDiskVolumeSource"];
            readonly gitRepo?: components["schemas"]["io.k8s.api.core.v1.GitRepoVolumeSource"];
            readonly glusterfs?: components["schemas"]["io.k8s.api.core.v1.GlusterfsVolumeSource"];
            readonly hostPath?: components["schemas"]["io.k8s.api.core.v1.HostPathVolumeSource"];
            readonly image?: components["schemas"]["io.k8s.api.core.v1.ImageVolumeSource"];
            readonly iscsi?: components["schemas"]["io.k8s.api.core.v1.ISCSIVolumeSource"];
            readonly name: string;
            readonly nfs?: components["schemas"]["io.k8s.api.core.v1.NFSVolumeSource"];
            readonly persistentVolumeClaim?: components["schemas"]["io.k8s.api.core.v1.PersistentVolumeClaimVolumeSource"];
            readonly photonPersistentDisk?: components["schemas"]["io.k8s.api.core.v1.PhotonPersistentDiskVolumeSource"];
            readonly portworxVolume?: components["schemas"]["io.k8s.api.core.v1.PortworxVolumeSource"];
            readonly projected?: components["schemas"]["io.k8s.api.core.v1.ProjectedVolumeSource"];
            readonly quobyte?: components["schemas"]["io.k8s.api.core.v1.QuobyteVolumeSource"];
            readonly rbd?: components["schemas"]["io.k8s.api.core.v1.RBDVolumeSource"];
            readonly scaleIO?: components["schemas"]["io.k8s.api.core.v1.ScaleIOVolumeSource"];
            readonly secret?: components["schemas"]["io.k8s.api.core.v1.SecretVolumeSource"];
            readonly storageos?: components["schemas"]["io.k8s.api.core.v1.StorageOSVolumeSource"];
            readonly vsphereVolume?: components["schemas"]["io.k8s.api.core.v1.VsphereVirtualDiskVolumeSource"];
        };
        readonly "io.k8s.api.core.v1.VolumeDevice": {
            readonly devicePath: string;
            readonly name: string;
        };
        readonly "io.k8s.api.core.v1.VolumeMount": {
            readonly mountPath: string;
            readonly mountPropagation?: string;
            readonly name: string;
            readonly readOnly?: boolean;
            readonly recursiveReadOnly?: string;
            readonly subPath?: string;
            readonly subPathExpr?: string;
        };
        readonly "io.k8s.api.core.v1.VolumeProjection": {
            readonly clusterTrustBundle?: components["schemas"]["io.k8s.api.core.v1.ClusterTrustBundleProjection"];
            readonly configMap?: components["schemas"]["io.k8s.api.core.v1.ConfigMapProjection"];
            readonly downwardAPI?: components["schemas"]["io.k8s.api.core.v1.DownwardAPIProjection"];
            readonly secret?: components["schemas"]["io.k8s.api.core.v1.SecretProjection"];
            readonly serviceAccountToken?: components["schemas"]["io.k8s.api.core.v1.ServiceAccountTokenProjection"];
        };
        readonly "io.k8s.api.core.v1.VolumeResourceRequirements": {
            readonly limits?: {
                readonly [key: string]: components["schemas"]["io.k8s.apimachinery.pkg.api.resource.Quantity"];
            };
            readonly requests?: {
                readonly [key: string]: components["schemas"]["io.k8s.apimachinery.pkg.api.resource.Quantity"];
            };
        };
        readonly "io.k8s.api.core.v1.VsphereVirtualDiskVolumeSource": {
            readonly fsType?: string;
            readonly storagePolicyID?: string;
            readonly storagePolicyName?: string;
            readonly volumePath: string;
        };
        readonly "io.k8s.api.core.v1.WeightedPodAffinityTerm": {
            readonly podAffinityTerm: components["schemas"]["io.k8s.api.core.v1.PodAffinityTerm"];
            readonly weight: number;
        };
        readonly "io.k8s.api.core.v1.WindowsSecurityContextOptions": {
            readonly gmsaCredentialSpec?: string;
            readonly gmsaCredentialSpecName?: string;
            readonly hostProcess?: boolean;
            readonly runAsUserName?: string;
        };
        readonly "io.k8s.api.policy.v1.PodDisruptionBudgetSpec": {
            readonly maxUnavailable?: components["schemas"]["io.k8s.apimachinery.pkg.util.intstr.IntOrString"];
            readonly minAvailable?: components["schemas"]["io.k8s.apimachinery.pkg.util.intstr.IntOrString"];
            readonly selector?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector"];
            readonly unhealthyPodEvictionPolicy?: string;
        };
        readonly "io.k8s.apimachinery.pkg.api.resource.Quantity": string;
        readonly "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1": Record<string, unknown>;
        readonly "io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector": {
            readonly matchExpressions?: readonly components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement"][];
            readonly matchLabels?: {
                readonly [key: string]: string;
            };
        };
        readonly "io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement": {
            readonly key: string;
            readonly operator: string;
            readonly values?: readonly string[];
        };
        readonly "io.k8s.apimachinery.pkg.apis.meta.v1.ManagedFieldsEntry": {
            readonly apiVersion?: string;
            readonly fieldsType?: string;
            readonly fieldsV1?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1"];
            readonly manager?: string;
            readonly operation?: string;
            readonly subresource?: string;
            readonly time?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.Time"];
        };
        readonly "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta": {
            readonly annotations?: {
                readonly [key: string]: string;
            };
            readonly creationTimestamp?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.Time"];
            readonly deletionGracePeriodSeconds?: number;
            readonly deletionTimestamp?: components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.Time"];
            readonly finalizers?: readonly string[];
            readonly generateName?: string;
            readonly generation?: number;
            readonly labels?: {
                readonly [key: string]: string;
            };
            readonly managedFields?: readonly components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.ManagedFieldsEntry"][];
            readonly name?: string;
            readonly namespace?: string;
            readonly ownerReferences?: readonly components["schemas"]["io.k8s.apimachinery.pkg.apis.meta.v1.OwnerReference"][];
            readonly resourceVersion?: string;
            readonly selfLink?: string;
            readonly uid?: string;
        };
        readonly "io.k8s.apimachinery.pkg.apis.meta.v1.OwnerReference": {
            readonly apiVersion: string;
            readonly blockOwnerDeletion?: boolean;
            readonly controller?: boolean;
            readonly kind: string;
            readonly name: string;
            readonly uid: string;
        };
        readonly "io.k8s.apimachinery.pkg.apis.meta.v1.Time": string;
        readonly "io.k8s.apimachinery.pkg.util.intstr.IntOrString": string | number;
    };
}
