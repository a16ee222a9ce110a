"""What only a cluster can run: an imported artifact, options of pods, and an image that only the run knows."""

from kfp import dsl, kubernetes
from kfp.dsl import Input, Model


@dsl.container_component
def evaluate(model: Input[Model], image: str, score: dsl.OutputPath(float)):
    return dsl.ContainerSpec(image='alpine:latest', command=['sh', '-c', 'printf 0.5 > "$1"'], args=[model.uri, score])


@dsl.pipeline(name='cluster')
def cluster(image: str = 'alpine:3.20', pool: dict = {'pool': 'gpu'}, memory: str = '1Gi') -> float:
    imported = dsl.importer(artifact_uri='s3://models/one', artifact_class=Model, metadata={'kind': 'tree'})
    task = evaluate(model=imported.output, image=image)
    task.set_container_image(image)
    task.set_memory_limit(memory).set_cpu_request('100m')
    task.set_accelerator_type('nvidia.com/gpu').set_accelerator_limit(1)
    kubernetes.add_toleration(task, key='gpu', operator='Exists', effect='NoSchedule')
    kubernetes.add_node_selector_json(task, pool)
    kubernetes.add_pod_label(task, 'team', 'forecasts')
    kubernetes.use_secret_as_env(task, 'keys', {'token': 'TOKEN'})
    kubernetes.use_config_map_as_volume(task, 'settings', '/etc/settings')
    kubernetes.set_timeout(task, 600)
    return task.outputs['score']
