import { copyFile, readFile, writeFile } from 'node:fs/promises';
import {
  ClassificationMetrics,
  component,
  Dataset,
  double,
  HTML,
  integer,
  list,
  Markdown,
  Metrics,
  Model,
  string,
  struct,
} from '@tiphys/sdk';
import type { Customer } from './customers.ts';
import { drawCustomers } from './customers.ts';
import type { LogisticModel } from './logistic-model.ts';
import { accuracyOf, confusionMatrix, trainLogistic } from './logistic-model.ts';
import { reportCard, reportPage } from './report-page.ts';

/** How one model of the grid is trained. */
export const settings = struct.of({ rate: double, epochs: integer });

/** Draws customers, and holds some back for the end. */
export const prepareData = component({
  name: 'prepare-data',
  inputs: { customers: integer, testShare: double, seed: integer },
  outputs: { training: Dataset, test: Dataset },
  run: async ({ customers, testShare, seed }, { training, test }) => {
    const all = drawCustomers(customers, seed);
    const cut = Math.round(all.length * (1 - testShare));
    await writeJson(training.path, all.slice(0, cut));
    await writeJson(test.path, all.slice(cut));
    console.log(`${cut} customers to learn from, ${all.length - cut} held back`);
  },
});

/** Trains on four fifths of the data, and scores on the rest. */
export const trainModel = component({
  name: 'train-model',
  inputs: { data: Dataset, settings },
  outputs: { model: Model, score: double },
  run: async ({ data, settings: given }, { model }) => {
    const customers = await readJson<readonly Customer[]>(data.path);
    const cut = Math.round(customers.length * 0.8);
    const trained = trainLogistic(customers.slice(0, cut), given);
    const score = accuracyOf(trained, customers.slice(cut));
    await writeJson(model.path, trained);
    model.framework = 'logistic';
    Object.assign(model.metadata, given, { score });
    return { score };
  },
});

/** Takes the model with the best score. */
export const selectBest = component({
  name: 'select-best',
  inputs: { models: Model.list(), scores: list.of(double) },
  outputs: { best: Model },
  run: async ({ models, scores }, { best }) => {
    const index = scores.indexOf(Math.max(...scores));
    const chosen = models[index];
    if (chosen === undefined) throw new Error('no model was trained');
    await copyFile(chosen.path, best.path);
    Object.assign(best.metadata, chosen.metadata);
    console.log(`model ${index + 1} of ${models.length} is the best`);
  },
});

/** Tells how good a model is on customers that it never saw. */
export const evaluate = component({
  name: 'evaluate',
  inputs: { model: Model, test: Dataset },
  outputs: { accuracy: double, metrics: Metrics, confusion: ClassificationMetrics },
  run: async ({ model, test }, { metrics, confusion }) => {
    const customers = await readJson<readonly Customer[]>(test.path);
    const trained = await readJson<LogisticModel>(model.path);
    const accuracy = accuracyOf(trained, customers);
    metrics.log('accuracy', accuracy);
    metrics.log('customers', customers.length);
    confusion.logConfusionMatrix(['stayed', 'left'], confusionMatrix(trained, customers));
    return { accuracy };
  },
});

/** Keeps a model under a name. */
export const registerModel = component({
  name: 'register-model',
  inputs: { model: Model, name: string, accuracy: double },
  outputs: { registered: Model, decision: string },
  run: async ({ model, name, accuracy }, { registered }) => {
    await copyFile(model.path, registered.path);
    Object.assign(registered.metadata, model.metadata, { name, accuracy });
    return { decision: `registered as ${name}` };
  },
});

/** Says why a model is not kept. */
export const rejectModel = component({
  name: 'reject-model',
  inputs: { wanted: double },
  outputs: { decision: string },
  run: ({ wanted }) => ({ decision: `rejected, because ${wanted} was wanted` }),
});

/** Writes what was found, as a page and as a card. */
export const report = component({
  name: 'report',
  inputs: { grid: list.of(settings), scores: list.of(double), accuracy: double, decision: string },
  outputs: { page: HTML, card: Markdown },
  run: async (findings, { page, card }) => {
    await writeFile(page.path, reportPage(findings));
    await writeFile(card.path, reportCard(findings));
  },
});

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T;
}

function writeJson(path: string, value: unknown): Promise<void> {
  return writeFile(path, JSON.stringify(value));
}
