import { parseDuration } from '../text/duration.ts';
import { createIdleNode, interrupted } from './engine.ts';
import type { Engine } from './engine.ts';
import type { NodeStatus } from './node-status.ts';
import type { Attempt } from './template-call.ts';

/** A suspend template with a duration waits, then succeeds. Without one it would wait for somebody to resume it, and nobody can. */
export async function executeSuspend(
  engine: Engine,
  call: Attempt,
  suspend: { readonly duration?: string },
): Promise<NodeStatus> {
  if (suspend.duration === undefined) {
    return createIdleNode(engine, call.nodeName, 'Error', 'nobody can resume a suspend template in a local run');
  }
  const milliseconds = parseDuration(suspend.duration);
  if (milliseconds === undefined) {
    return createIdleNode(engine, call.nodeName, 'Error', `suspend.duration "${suspend.duration}" is no duration`);
  }
  const startedAt = engine.now();
  let phase: 'Succeeded' | 'Failed' = 'Succeeded';
  try {
    await engine.sleep(milliseconds, call.signal ?? engine.signal);
  } catch {
    phase = 'Failed';
  }
  return {
    name: call.nodeName,
    kind: 'Suspend',
    phase,
    ...(phase === 'Failed' ? { message: interrupted } : {}),
    startedAt,
    finishedAt: engine.now(),
    attempts: 1,
    outbound: [phase],
  };
}
