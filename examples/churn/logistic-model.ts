import type { Customer } from './customers.ts';

/** A logistic regression: a weight for each feature, and a bias. */
export interface LogisticModel {
  readonly weights: readonly number[];
  readonly bias: number;
}

/** How a model is trained. */
export interface Settings {
  readonly rate: number;
  readonly epochs: number;
}

/** Trains a model by gradient descent. */
export function trainLogistic(customers: readonly Customer[], { rate, epochs }: Settings): LogisticModel {
  let model: LogisticModel = { weights: [0, 0, 0], bias: 0 };
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const { features, left } of customers) {
      const step = rate * ((left ? 1 : 0) - probability(model, features));
      const weights = model.weights.map((weight, index) => weight + step * (features[index] ?? 0));
      model = { weights, bias: model.bias + step };
    }
  }
  return model;
}

/** How likely it is that somebody leaves. */
export function probability({ weights, bias }: LogisticModel, features: readonly number[]): number {
  const sum = weights.reduce((total, weight, index) => total + weight * (features[index] ?? 0), bias);
  return 1 / (1 + Math.exp(-sum));
}

/** Counts of what was true (rows: stayed, left) and what was predicted (columns). */
export function confusionMatrix(model: LogisticModel, customers: readonly Customer[]): readonly (readonly number[])[] {
  const matrix = [
    [0, 0],
    [0, 0],
  ];
  for (const { features, left } of customers) {
    const row = matrix[left ? 1 : 0] ?? [];
    const column = probability(model, features) > 0.5 ? 1 : 0;
    row[column] = (row[column] ?? 0) + 1;
  }
  return matrix;
}

/** The share of customers of whom a model is right. */
export function accuracyOf(model: LogisticModel, customers: readonly Customer[]): number {
  const [stayed = [], left = []] = confusionMatrix(model, customers);
  return ((stayed[0] ?? 0) + (left[1] ?? 0)) / customers.length;
}
