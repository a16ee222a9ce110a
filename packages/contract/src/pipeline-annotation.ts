/** The annotation of every object that the compiler makes: the name of the pipeline. */
export const pipelineAnnotation = 'tiphys.dev/pipeline';
