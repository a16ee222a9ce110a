import { assertPlugin } from '@tiphys/plugin-testkit';
import policy from './policy.ts';

// It only looks: what it lets pass is what it would be without it.
const { pipelines } = assertPlugin(policy, { touches: [] });

const refused = pipelines.filter(({ text }) => text === undefined).map(({ name }) => name);
if (refused.join() !== 'chain,control,cluster') throw new Error(`it refused ${refused.join()}`);
