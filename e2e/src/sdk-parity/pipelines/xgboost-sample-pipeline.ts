import { Artifact, double, integer, pipeline, string, struct } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/xgboost_sample_pipeline.yaml';

const fromCorpus = corpusComponents(source);
const chicagoTaxiTripsDataset = fromCorpus('exec-chicago-taxi-trips-dataset', {
  name: 'chicago-taxi-trips-dataset',
  inputs: {
    format: string.default('csv'),
    limit: integer.default(1000.0),
    select: string.default(
      'trip_id,taxi_id,trip_start_timestamp,trip_end_timestamp,trip_seconds,trip_miles,pickup_census_tract,dropoff_census_tract,pickup_community_area,dropoff_community_area,fare,tips,tolls,extras,trip_total,payment_type,company,pickup_centroid_latitude,pickup_centroid_longitude,pickup_centroid_location,dropoff_centroid_latitude,dropoff_centroid_longitude,dropoff_centroid_location',
    ),
    where: string.default('trip_start_timestamp>="1900-01-01" AND trip_start_timestamp<"2100-01-01"'),
  },
  outputs: { table: Artifact },
});
const convertCsvToApacheParquet = fromCorpus('exec-convert-csv-to-apache-parquet', {
  name: 'convert-csv-to-apache-parquet',
  inputs: { data: Artifact },
  outputs: { output_data: Artifact },
});
const xgboostTrain = fromCorpus('exec-xgboost-train', {
  name: 'xgboost-train',
  inputs: {
    booster: string.default('gbtree'),
    booster_params: struct.optional(),
    label_column: integer.default(0.0),
    learning_rate: double.default(0.3),
    max_depth: integer.default(6.0),
    min_split_loss: double.default(0.0),
    num_iterations: integer.default(10.0),
    objective: string.default('reg:squarederror'),
    starting_model: Artifact.optional(),
    training_data: Artifact,
  },
  outputs: { model: Artifact, model_config: Artifact },
});
const xgboostPredict = fromCorpus('exec-xgboost-predict', {
  name: 'xgboost-predict',
  inputs: { label_column: integer.optional(), data: Artifact, model: Artifact },
  outputs: { predictions: Artifact },
});
const xgboostTrainComponent = fromCorpus('exec-xgboost-train-2', {
  name: 'xgboost-train',
  inputs: {
    booster: string.default('gbtree'),
    booster_params: struct.optional(),
    label_column_name: string,
    learning_rate: double.default(0.3),
    max_depth: integer.default(6.0),
    min_split_loss: double.default(0.0),
    num_iterations: integer.default(10.0),
    objective: string.default('reg:squarederror'),
    starting_model: Artifact.optional(),
    training_data: Artifact,
  },
  outputs: { model: Artifact, model_config: Artifact },
});
const xgboostPredictComponent = fromCorpus('exec-xgboost-predict-2', {
  name: 'xgboost-predict',
  inputs: { label_column_name: string.optional(), data: Artifact, model: Artifact },
  outputs: { predictions: Artifact },
});

/** The pipeline. */
export const xgboostSamplePipeline = pipeline({
  name: 'xgboost-sample-pipeline',
  define(p) {
    const chicagoTaxiTripsDatasetTask = p.task(chicagoTaxiTripsDataset, {
      limit: 10000.0,
      select: 'tips,trip_seconds,trip_miles,pickup_community_area,dropoff_community_area,fare,tolls,extras,trip_total',
      where: 'trip_start_timestamp >= "2019-01-01" AND trip_start_timestamp < "2019-02-01"',
    });
    const convertCsvToApacheParquetTask = p.task(convertCsvToApacheParquet, {
      data: chicagoTaxiTripsDatasetTask.output,
    });
    const xgboostTrainTask = p.task(xgboostTrain, {
      label_column: 0.0,
      num_iterations: 200.0,
      objective: 'reg:squarederror',
      training_data: chicagoTaxiTripsDatasetTask.output,
    });
    p.task(xgboostPredict, {
      label_column: 0.0,
      data: chicagoTaxiTripsDatasetTask.output,
      model: xgboostTrainTask.outputs.model,
    });
    const xgboostTrain2 = p.task(xgboostTrainComponent, {
      label_column_name: 'tips',
      num_iterations: 200.0,
      objective: 'reg:squarederror',
      training_data: convertCsvToApacheParquetTask.output,
    });
    p.task(xgboostPredictComponent, {
      label_column_name: 'tips',
      data: convertCsvToApacheParquetTask.output,
      model: xgboostTrain2.outputs.model,
    });
    p.task(xgboostPredictComponent, {
      label_column_name: 'tips',
      data: convertCsvToApacheParquetTask.output,
      model: xgboostTrainTask.outputs.model,
    });
    p.task(xgboostPredict, {
      label_column: 0.0,
      data: chicagoTaxiTripsDatasetTask.output,
      model: xgboostTrain2.outputs.model,
    });
  },
});
