import type { PodContainer, PodSpec } from '@tiphys/argo-types';
import type { PodSecurityLevel } from '../pod/pod-security.ts';

/** A control of the Pod Security Standards, or several that are about one thing. */
export type PolicyControl =
  'host' | 'privileged' | 'capabilities' | 'volumes' | 'profiles' | 'privilege-escalation' | 'root';

/** Where a pod breaks a control. `what` is the end of a sentence that begins with the task, `fix` says what would mend it. */
export interface PolicyFault {
  readonly control: PolicyControl;
  readonly what: string;
  readonly fix: string;
}

/**
 * What of a pod a namespace refuses that enforces a profile, by the rules of Kubernetes 1.34
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/). Labels and annotations play no part.
 */
export function podFaults(pod: PodSpec, level: PodSecurityLevel): readonly PolicyFault[] {
  const containers = [...(pod.initContainers ?? []), ...pod.containers];
  return [
    ...podBaseline(pod),
    ...containers.flatMap(containerBaseline),
    ...(level === 'restricted'
      ? [...volumeTypes(pod), ...podRestricted(pod), ...containers.flatMap((one) => containerRestricted(one, pod))]
      : []),
  ];
}

function podBaseline(pod: PodSpec): readonly PolicyFault[] {
  const { securityContext = {} } = pod;
  const namespaces = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((field) => pod[field] === true);
  const sysctls = (securityContext.sysctls ?? []).map(({ name }) => name).filter((name) => !safeSysctls.has(name));
  return [
    ...namespaces.map((field) => fault('host', `shares a namespace with its node (${field})`, `Leave ${field} out.`)),
    ...(pod.volumes ?? [])
      .filter(({ hostPath }) => hostPath !== undefined)
      .map(({ name, hostPath }) =>
        fault('volumes', `mounts ${hostPath?.path ?? ''} of its node (volume "${name}")`, 'Use a volume claim.'),
      ),
    ...sysctls.map((name) => fault('profiles', `sets the kernel parameter ${name}`, 'Leave it out.')),
    ...kernelProfiles(securityContext, 'its pod'),
  ];
}

function containerBaseline({ name, ports = [], securityContext = {}, ...rest }: PodContainer): readonly PolicyFault[] {
  const where = `in the container "${name}"`;
  const { capabilities, privileged, procMount, windowsOptions } = securityContext;
  const added = (capabilities?.add ?? []).filter((capability) => !baselineCapabilities.has(capability));
  return [
    ...(privileged === true ? [fault('privileged', `is privileged ${where}`, 'Set privileged to false.')] : []),
    ...(windowsOptions?.hostProcess === true
      ? [fault('privileged', `is a process of its node ${where}`, 'Leave hostProcess out.')]
      : []),
    ...(procMount !== undefined && procMount !== 'Default'
      ? [fault('privileged', `has an unmasked /proc ${where}`, 'Leave procMount out.')]
      : []),
    ...added.map((capability) => fault('capabilities', `adds ${capability} ${where}`, 'Leave it out.')),
    ...ports
      .filter(({ hostPort = 0 }) => hostPort !== 0)
      .map(({ hostPort }) =>
        fault('host', `takes the port ${String(hostPort)} of its node ${where}`, 'Use a Service.'),
      ),
    ...probedHosts(rest).map((host) =>
      fault('host', `has probes that reach ${host} ${where}`, 'Leave the host of the probe out.'),
    ),
    ...kernelProfiles(securityContext, `the container "${name}"`),
  ];
}

type Handlers = Pick<PodContainer, 'lifecycle' | 'livenessProbe' | 'readinessProbe' | 'startupProbe'>;

function probedHosts({ lifecycle = {}, livenessProbe, readinessProbe, startupProbe }: Handlers): readonly string[] {
  const handlers = [livenessProbe, readinessProbe, startupProbe, lifecycle.postStart, lifecycle.preStop];
  return handlers
    .flatMap((one) => [one?.httpGet?.host ?? '', one?.tcpSocket?.host ?? ''])
    .filter((host) => host !== '');
}

/** What a pod and a container both may say. */
type Profiles = Pick<
  NonNullable<PodContainer['securityContext']>,
  'appArmorProfile' | 'seLinuxOptions' | 'seccompProfile'
>;

function kernelProfiles(profiles: Profiles, of: string): readonly PolicyFault[] {
  const { appArmorProfile, seLinuxOptions = {}, seccompProfile } = profiles;
  const { type = '', user = '', role = '' } = seLinuxOptions;
  return [
    ...(seccompProfile?.type === 'Unconfined'
      ? [fault('profiles', `switches seccomp off for ${of}`, 'Say RuntimeDefault.')]
      : []),
    ...(appArmorProfile?.type === 'Unconfined'
      ? [fault('profiles', `switches AppArmor off for ${of}`, 'Say RuntimeDefault.')]
      : []),
    ...(seLinuxTypes.has(type) && user === '' && role === ''
      ? []
      : [
          fault(
            'profiles',
            `chooses SELinux options for ${of}`,
            'Leave user and role out, and all types but those of containers.',
          ),
        ]),
  ];
}

function volumeTypes({ volumes = [] }: PodSpec): readonly PolicyFault[] {
  return volumes.flatMap(({ name, ...sources }) =>
    Object.keys(sources)
      .filter((source) => !restrictedVolumes.has(source) && source !== 'hostPath')
      .map((source) => fault('volumes', `mounts a volume of the kind ${source} ("${name}")`, 'Use a volume claim.')),
  );
}

function podRestricted({ securityContext = {} }: PodSpec): readonly PolicyFault[] {
  return securityContext.runAsUser === 0 ? [fault('root', 'runs its pod as root', 'Choose another user than 0.')] : [];
}

function containerRestricted({ name, securityContext = {} }: PodContainer, pod: PodSpec): readonly PolicyFault[] {
  const where = `in the container "${name}"`;
  const { allowPrivilegeEscalation, capabilities, runAsUser, seccompProfile } = securityContext;
  const added = (capabilities?.add ?? []).filter(
    (capability) => baselineCapabilities.has(capability) && capability !== 'NET_BIND_SERVICE',
  );
  const isNonRoot = securityContext.runAsNonRoot ?? pod.securityContext?.runAsNonRoot ?? false;
  const seccomp = (seccompProfile ?? pod.securityContext?.seccompProfile)?.type;
  return [
    ...(allowPrivilegeEscalation === false
      ? []
      : [fault('privilege-escalation', `may gain privileges ${where}`, 'Set allowPrivilegeEscalation to false.')]),
    ...(capabilities?.drop?.includes('ALL') === true
      ? []
      : [fault('capabilities', `keeps capabilities ${where}`, 'Drop ALL.')]),
    ...added.map((capability) => fault('capabilities', `adds ${capability} ${where}`, 'Leave it out.')),
    ...(runAsUser === 0 ? [fault('root', `runs as root ${where}`, 'Choose another user than 0.')] : []),
    ...(isNonRoot || runAsUser === 0
      ? []
      : [fault('root', `may run as root ${where}`, 'Set runAsNonRoot to true, and choose a user.')]),
    ...(seccomp === undefined ? [fault('profiles', `names no seccomp profile ${where}`, 'Say RuntimeDefault.')] : []),
  ];
}

function fault(control: PolicyControl, what: string, fix: string): PolicyFault {
  return { control, what, fix };
}

const baselineCapabilities: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

const safeSysctls: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);

const seLinuxTypes: ReadonlySet<string> = new Set([
  '',
  'container_engine_t',
  'container_init_t',
  'container_kvm_t',
  'container_t',
]);

const restrictedVolumes: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);
