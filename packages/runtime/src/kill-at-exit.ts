const groups = new Set<number>();

/**
 * Kills the process group of `leader` if this process exits before the returned function is called: nothing that was
 * started may outlive who started it, not even when a second Ctrl-C ends everything at once.
 */
export function killAtExit(leader: number): () => void {
  // One listener for all groups: Node warns about more than ten.
  if (groups.size === 0) {
    process.on('exit', killAll);
  }
  groups.add(leader);
  return () => {
    groups.delete(leader);
    if (groups.size === 0) {
      process.off('exit', killAll);
    }
  };
}

function killAll(): void {
  for (const leader of groups) {
    try {
      process.kill(-leader, 'SIGKILL');
    } catch {
      // The group is gone already.
    }
  }
}
