import type { PodSpec } from '@tiphys/argo-types';
import { expect, test } from 'vitest';
import { podFaults } from './pod-faults.ts';

const container = {
  name: 'main',
  image: 'i',
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};
const good: PodSpec = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [container],
};

type Main = PodSpec['containers'][number];

const withMain = (fields: Partial<Main>): PodSpec => ({ ...good, containers: [{ ...container, ...fields }] });
const withSecurity = (fields: NonNullable<Main['securityContext']>): PodSpec =>
  withMain({ securityContext: { ...container.securityContext, ...fields } });

test('a pod that suits both profiles, and one that suits the weaker', () => {
  expect(podFaults(good, 'restricted')).toEqual([]);
  const bare: PodSpec = { containers: [{ name: 'main', image: 'i' }] };
  expect(podFaults(bare, 'baseline')).toEqual([]);
  expect(podFaults(bare, 'restricted').map(({ control }) => control)).toEqual([
    'privilege-escalation',
    'capabilities',
    'root',
    'profiles',
  ]);
});

/** What a pod breaks, and from which profile on. */
const broken: readonly (readonly [what: string, level: 'baseline' | 'restricted', pod: PodSpec])[] = [
  ['shares a namespace with its node (hostNetwork)', 'baseline', { ...good, hostNetwork: true }],
  ['shares a namespace with its node (hostPID)', 'baseline', { ...good, hostPID: true }],
  ['shares a namespace with its node (hostIPC)', 'baseline', { ...good, hostIPC: true }],
  [
    'mounts /etc of its node (volume "v")',
    'baseline',
    { ...good, volumes: [{ name: 'v', hostPath: { path: '/etc' } }] },
  ],
  [
    'sets the kernel parameter kernel.msgmax',
    'baseline',
    { ...good, securityContext: { ...good.securityContext, sysctls: [{ name: 'kernel.msgmax', value: '1' }] } },
  ],
  [
    'switches seccomp off for its pod',
    'baseline',
    { ...good, securityContext: { runAsNonRoot: true, seccompProfile: { type: 'Unconfined' } } },
  ],
  [
    'switches AppArmor off for its pod',
    'baseline',
    { ...good, securityContext: { ...good.securityContext, appArmorProfile: { type: 'Unconfined' } } },
  ],
  ['chooses SELinux options for the container "main"', 'baseline', withSecurity({ seLinuxOptions: { user: 'u' } })],
  ['is privileged in the container "main"', 'baseline', withSecurity({ privileged: true })],
  ['has an unmasked /proc in the container "main"', 'baseline', withSecurity({ procMount: 'Unmasked' })],
  [
    'is a process of its node in the container "main"',
    'baseline',
    withSecurity({ windowsOptions: { hostProcess: true } }),
  ],
  [
    'adds SYS_ADMIN in the container "main"',
    'baseline',
    withSecurity({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } }),
  ],
  [
    'takes the port 80 of its node in the container "main"',
    'baseline',
    withMain({ ports: [{ containerPort: 80, hostPort: 80 }] }),
  ],
  [
    'has probes that reach 10.0.0.1 in the container "main"',
    'baseline',
    withMain({ livenessProbe: { tcpSocket: { host: '10.0.0.1', port: 1 } } }),
  ],
  [
    'mounts a volume of the kind nfs ("v")',
    'restricted',
    { ...good, volumes: [{ name: 'v', nfs: { path: '/', server: 's' } }] },
  ],
  ['may gain privileges in the container "main"', 'restricted', withSecurity({ allowPrivilegeEscalation: true })],
  ['keeps capabilities in the container "main"', 'restricted', withSecurity({ capabilities: {} })],
  [
    'adds CHOWN in the container "main"',
    'restricted',
    withSecurity({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } }),
  ],
  ['runs as root in the container "main"', 'restricted', withSecurity({ runAsUser: 0 })],
  ['may run as root in the container "main"', 'restricted', withSecurity({ runAsNonRoot: false })],
  ['runs its pod as root', 'restricted', { ...good, securityContext: { ...good.securityContext, runAsUser: 0 } }],
  [
    'names no seccomp profile in the container "main"',
    'restricted',
    { ...good, securityContext: { runAsNonRoot: true } },
  ],
];

test.each(broken)('%s: %s', (what, level, pod) => {
  expect(podFaults(pod, 'restricted').map((fault) => fault.what)).toEqual([what]);
  expect(podFaults(pod, 'baseline').map((fault) => fault.what)).toEqual(level === 'baseline' ? [what] : []);
});

test('what both profiles allow', () => {
  const volumes = [
    { name: 'a', emptyDir: {} },
    { name: 'b', secret: { secretName: 's' } },
    { name: 'c', projected: { sources: [] } },
  ];
  const bind = withSecurity({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } });
  const sysctls = [{ name: 'net.ipv4.tcp_syncookies', value: '1' }];
  for (const pod of [
    { ...good, volumes },
    bind,
    { ...good, securityContext: { ...good.securityContext, sysctls } },
    withSecurity({ seLinuxOptions: { type: 'container_t', level: 's0' } }),
  ]) {
    expect(podFaults(pod, 'restricted')).toEqual([]);
  }
});
