import type { Plan, Task } from '@tiphys/compiler';

/** What the objects of `requiredAccess` are for. */
export interface AccessOptions {
  /** The service account of a run. Kubernetes takes `default` where nobody names one. */
  readonly serviceAccount?: string;
  /** Of the objects. Without it they are not complete: Kubernetes takes no binding of an account without a namespace. */
  readonly namespace?: string;
}

/**
 * The least that the service accounts of a run need, as objects for `kubectl apply`: to report to Argo, and to make and delete
 * volume claims where the pipeline does. Nothing else speaks to the API server. Accounts of tasks with one of their own are taken
 * to be there; that of the run is made unless it is `default`.
 */
export function requiredAccess(plan: Plan, options: AccessOptions = {}): readonly object[] {
  const { serviceAccount = 'default' } = options;
  const tasks = Object.values(plan.scopes).flatMap((scope) => scope.tasks);
  const pods = tasks.filter(({ target }) => target.kind === 'executor');
  const accountOf = (task: Task): string => task.extras?.pod?.serviceAccountName ?? serviceAccount;
  const namespace = options.namespace === undefined ? {} : { namespace: options.namespace };
  const actions = (['create', 'delete'] as const).map((action) => ({
    action,
    accounts: pods.filter((task) => claimAction(plan, task) === action).map(accountOf),
  }));
  const roles = [
    role('tiphys-runs', pods.map(accountOf), {
      apiGroups: ['argoproj.io'],
      resources: ['workflowtaskresults'],
      verbs: ['create', 'patch'],
    }),
    ...actions.map(({ action, accounts }) =>
      role(`tiphys-${action}-volume-claims`, accounts, {
        apiGroups: [''],
        resources: ['persistentvolumeclaims'],
        // One that is there already is looked at.
        verbs: action === 'create' ? ['create', 'get'] : ['delete'],
      }),
    ),
  ];
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: serviceAccount, ...namespace } };
  return [...(serviceAccount === 'default' ? [] : [account]), ...roles.flat()];

  function role(name: string, accounts: readonly string[], rule: object): readonly object[] {
    const subjects = [...new Set(accounts)].sort().map((subject) => ({
      kind: 'ServiceAccount',
      name: subject,
      ...namespace,
    }));
    if (subjects.length === 0) return [];
    const apiVersion = 'rbac.authorization.k8s.io/v1';
    const metadata = { name, ...namespace };
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name };
    return [
      { apiVersion, kind: 'Role', metadata, rules: [rule] },
      { apiVersion, kind: 'RoleBinding', metadata, roleRef, subjects },
    ];
  }
}

function claimAction(plan: Plan, { target }: Task): 'create' | 'delete' | undefined {
  const executor = target.kind === 'executor' ? plan.executors[target.executor] : undefined;
  return executor?.kind === 'claim' ? executor.action : undefined;
}
