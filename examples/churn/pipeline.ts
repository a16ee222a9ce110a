import { double, HTML, integer, list, Markdown, pipeline, string } from '@tiphys/sdk';
import {
  evaluate,
  prepareData,
  registerModel,
  rejectModel,
  report,
  selectBest,
  settings,
  trainModel,
} from './components.ts';

/** Predicts which customers leave: a model for each setting of a grid, the best of which is kept if it is good enough. */
// eslint-disable-next-line no-restricted-exports -- a pipeline is the default export of its file
export default pipeline({
  name: 'churn',
  description: 'Trains a model for each setting of a grid, and registers the best one if it is good enough.',
  inputs: {
    customers: integer.default(600),
    grid: list.of(settings).default([
      { rate: 0.001, epochs: 2 },
      { rate: 0.01, epochs: 10 },
      { rate: 0.1, epochs: 20 },
    ]),
    wanted: double.default(0.8),
  },
  outputs: { decision: string, accuracy: double, card: Markdown, page: HTML },
  define(p, { customers, grid, wanted }) {
    const { training, test } = p.task(prepareData, { customers, testShare: 0.25, seed: 42 }).outputs;
    const trained = p.forEach(
      grid,
      (loop, one) => {
        const { model, score } = loop.task(
          trainModel,
          { data: training, settings: one },
          { retry: { limit: 2 } },
        ).outputs;
        return { model, score };
      },
      { parallelism: 2 },
    ).outputs;
    const { best } = p.task(selectBest, { models: trained.model, scores: trained.score }).outputs;
    const { accuracy } = p.task(evaluate, { model: best, test }).outputs;
    const { decision } = p
      .when(accuracy.ge(wanted), (good) => ({
        decision: good.task(registerModel, { model: best, name: 'churn', accuracy }).outputs.decision,
      }))
      .else((poor) => ({ decision: poor.task(rejectModel, { wanted }).outputs.decision })).outputs;
    const { card, page } = p.task(report, { grid, scores: trained.score, accuracy, decision }).outputs;
    return { decision, accuracy, card, page };
  },
});
