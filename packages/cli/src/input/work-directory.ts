/** What a run leaves beside the store, below the working directory: logs, results, working directories. */
export const workDirectory = '.tiphys';

/** The store of commands that are told of none. */
export const defaultStore = `${workDirectory}/store`;
