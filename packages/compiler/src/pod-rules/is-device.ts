/** What every node has; any other resource is a device, which a pod may have to wait for (`nvidia.com/gpu`). */
const ordinary = /^(cpu|memory|ephemeral-storage|storage|hugepages-.*)$/;

/** Whether a resource of a container is one that only some nodes have. */
export function isDevice(resource: string): boolean {
  return !ordinary.test(resource);
}
