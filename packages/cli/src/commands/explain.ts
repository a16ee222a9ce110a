import { emitManifest, reportManifest } from '@tiphys/backend-argo';
import type { Channel, Plan, ScopeOutput } from '@tiphys/compiler';
import { exitCode, hasErrors, visibleText } from '@tiphys/diagnostics';
import type { CommandContext, ConfigFlags } from '../command-context.ts';
import { readSettings } from '../config/settings.ts';
import { buildPlan } from '../input/build-plan.ts';
import { paintFor } from '../report/color.ts';
import type { Paint } from '../report/color.ts';
import { describeBudget } from '../report/describe-budget.ts';
import { describePorts, describeTasks } from '../report/describe-plan.ts';
import type { PlanLine } from '../report/describe-plan.ts';
import { writeDiagnostics } from '../report/write-diagnostics.ts';

/** `tiphys explain`: says what a run will do. Gives the exit code. */
export async function explain(file: string, flags: ConfigFlags, context: CommandContext): Promise<number> {
  const { io } = context;
  const settings = await readSettings(file, flags, context);
  const { source, plan, emit, diagnostics } = await buildPlan(file, io, settings);
  const emitted = plan === undefined ? undefined : emitManifest(plan, emit);
  const all = [...diagnostics, ...(emitted?.diagnostics ?? [])];
  writeDiagnostics(all, io, [source]);
  if (plan === undefined || emitted?.manifest === undefined || hasErrors(all)) return exitCode.failed;
  const paint = paintFor(io.stdout, io.env);
  const budget = describeBudget(reportManifest(emitted.manifest, emitted.documents));
  const sections = [
    title(plan, paint),
    section('Parameters', describePorts(plan.scopes[plan.root]?.inputs ?? none), paint),
    section('Outputs', describePorts(outputChannels(plan)), paint),
    section('Tasks', describeTasks(plan), paint),
    section('Argo manifest and its limits', budget, paint),
  ];
  io.stdout.write(`${sections.filter((text) => text !== '').join('\n\n')}\n`);
  return exitCode.ok;
}

const none = { parameters: {}, artifacts: {} };

function title(plan: Plan, paint: Paint): string {
  const { name, description } = plan.pipeline;
  return `${paint.bold(visibleText(name))}${description === undefined ? '' : `: ${visibleText(description)}`}`;
}

function section(heading: string, lines: readonly PlanLine[], paint: Paint): string {
  if (lines.length === 0) return '';
  const width = Math.min(50, Math.max(...lines.map(({ depth, subject }) => 2 * depth + subject.length)));
  const rows = lines.map(({ depth, subject, text }) => {
    const name = visibleText(subject);
    const gap = ' '.repeat(Math.max(0, width - 2 * depth - name.length));
    return `  ${'  '.repeat(depth)}${name}${gap}  ${paint.dim(visibleText(text))}`.trimEnd();
  });
  return [paint.bold(heading), ...rows].join('\n');
}

function outputChannels(plan: Plan): Parameters<typeof describePorts>[0] {
  const outputs = plan.scopes[plan.root]?.outputs;
  const channels = (ports: Readonly<Record<string, ScopeOutput>> = {}): Record<string, Channel> =>
    Object.fromEntries(Object.entries(ports).map(([name, { channel }]) => [name, channel]));
  return { parameters: channels(outputs?.parameters), artifacts: channels(outputs?.artifacts) };
}
