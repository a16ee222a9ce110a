/**
 * Addresses of the test bed. Every service has an address of its own on the loopback interface, inside the range that
 * Kubernetes calls its services, so that pods reach it by the service's address without kube-proxy or any packet filter.
 */
export const address = {
  services: '10.231.0.0/16',
  pods: '10.232.0.0/16',
  /** The first address of the range of services: where pods look for the API server, always. */
  apiServer: '10.231.0.1',
  dns: '10.231.0.10',
  minio: '10.231.0.20',
} as const;

/** Network interface of the pods' bridge. */
export const bridge = 'tiphys0';

/** Where manifests look for MinIO by default, as in an install of KFP. */
export const minioService = { name: 'minio-service', namespace: 'kubeflow', port: 9000 } as const;

/** Namespace in which Argo's controller has its configuration, and the one of the workflows. */
export const namespace = { argo: 'argo', workflows: 'pipelines' } as const;

/** Name of the one node. */
export const nodeName = 'node1';
