import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestIo } from '../testing/test-io.ts';
import { createRunView } from './run-view.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What stands on the screen after everything was written. */
function screen(written: string): string[] {
  const lines: string[] = [];

  for (const part of written.split(/(\u001b\[\d+A\u001b\[J)/)) {
    const up = /^\u001b\[(\d+)A/.exec(part)?.[1];
    if (up !== undefined) lines.splice(lines.length - Number(up));
    else lines.push(...part.split('\n').slice(0, -1));
  }
  return lines.map(stripVTControlCharacters);
}

describe('on a terminal', () => {
  test('redraws a tree in place, with finished iterations folded away', () => {
    let now = 1000;
    const io = createTestIo({ terminal: true, env: { NO_COLOR: '1' }, now: () => now });
    const view = createRunView(io);
    view.update({ path: 'prepare', phase: 'Succeeded', startedAt: 1000, finishedAt: 2500 });
    view.update({ path: 'loop', phase: 'Running', startedAt: 2500 });
    view.update({ path: 'loop[0]/count', phase: 'Succeeded', startedAt: 2500, finishedAt: 2600 });
    view.update({ path: 'loop[0]', phase: 'Succeeded', startedAt: 2500, finishedAt: 2600 });
    view.update({ path: 'loop[1]', phase: 'Running', startedAt: 2500 });
    view.update({ path: 'loop[1]/count', phase: 'Running', startedAt: 2500 });
    now = 3000;
    vi.advanceTimersByTime(100);
    expect(screen(io.err())).toEqual([
      '✓ prepare  1.5 s',
      '⠙ loop  1 of 2 items, 0.5 s',
      '  ⠙ loop[1]  0.5 s',
      '    ⠙ count  0.5 s',
    ]);
    view.update({ path: 'loop[1]/count', phase: 'Failed', finishedAt: 3000, message: 'exit code 3\nmore' });
    view.update({ path: 'loop[1]', phase: 'Failed', finishedAt: 3000 });
    view.update({ path: 'loop', phase: 'Failed', finishedAt: 3000 });
    view.update({ path: 'after', phase: 'Omitted' });
    view.close();
    expect(screen(io.err())).toEqual([
      '✓ prepare  1.5 s',
      '✗ loop  2 items, 0.5 s',
      '  ✗ loop[1]  0.5 s',
      '    ✗ count  0.5 s  exit code 3',
      '- after  not run',
    ]);
    expect(io.out()).toBe('');
  });

  test('writes what tasks print above the tree, without what would move the cursor', () => {
    const io = createTestIo({ terminal: true, env: { NO_COLOR: '1' }, now: () => 0 });
    const view = createRunView(io);
    view.update({ path: 'train', phase: 'Running', startedAt: 0 });
    view.line('train', '\u001b[2Aepoch\t1\u0007');
    view.line('train', 'epoch 2');
    expect(screen(io.err())).toEqual(['train | epoch    1\\u0007', 'train | epoch 2', '⠋ train']);
    view.close();
  });

  test('cuts lines that would wrap, and hides control characters of names', () => {
    const io = createTestIo({ terminal: true, env: { NO_COLOR: '1' } });
    const view = createRunView(io);
    view.update({ path: `\u001b[2J${'x'.repeat(200)}`, phase: 'Running' });
    view.close();
    const [line = ''] = screen(io.err());
    expect(line).toHaveLength(99);
    expect(line.endsWith('…')).toBe(true);
    expect(io.err()).not.toContain('\u001b[2J');
  });
});

describe('elsewhere', () => {
  test('writes a line for each event', () => {
    const noon = new Date(2026, 0, 1, 12, 0, 1).getTime();
    const io = createTestIo({ now: () => noon });
    const view = createRunView(io);
    view.update({ path: 'train', phase: 'Running', startedAt: noon });
    view.update({ path: 'train', phase: 'Succeeded', startedAt: noon, finishedAt: noon + 61_000 });
    view.update({ path: 'test', phase: 'Succeeded', cached: true });
    view.update({ path: 'loop[1]/x', phase: 'Failed', message: 'exit code 3\nmore' });
    view.close();
    expect(io.err()).toBe(
      [
        '12:00:01 train started',
        '12:00:01 train succeeded after 1 min 01 s',
        '12:00:01 test cached',
        '12:00:01 loop[1]/x failed: exit code 3',
        '',
      ].join('\n'),
    );
  });

  test.each([[{ CI: 'true' }], [{ TERM: 'dumb' }]])('also on a terminal with %j', (env) => {
    const io = createTestIo({ terminal: true, env });
    const view = createRunView(io);
    view.update({ path: 'a', phase: 'Running' });
    view.close();
    expect(io.err()).toMatch(/^\d\d:\d\d:\d\d a started\n$/);
  });
});
