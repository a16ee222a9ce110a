export { claimDataFolder, createFolderClaims } from './claims/folder-claims.ts';
export type { VolumeClaim, VolumeClaims } from './claims/volume-claims.ts';
export { killAtExit } from './kill-at-exit.ts';
export { readTaskEnvironment } from './read-task-environment.ts';
export type { ProcessExit, RunningCommand } from './running-command.ts';
export { runTask } from './run-task.ts';
export type { MemoryEvents, SignalSource, TaskEnvironment, TaskRequest, TaskResult } from './task-request.ts';
