/** What a run leaves beside the store, below the working directory: logs, results, working directories. */
export const workDirectory = '.tiphys';
