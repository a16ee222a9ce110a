import { expect, test } from 'vitest';
import { missingCapabilities } from './unfit-machine.ts';

const status = (effective: string): string => `Name:\tnode\nCapPrm:\t000001ffffffffff\nCapEff:\t${effective}\n`;

test('root without the rights of a machine is no root', () => {
  expect(missingCapabilities(status('000001ffffffffff'))).toEqual([]);
  // What Docker gives a container.
  expect(missingCapabilities(status('00000000a80425fb'))).toEqual(['CAP_NET_ADMIN', 'CAP_SYS_ADMIN']);
  expect(missingCapabilities(status('0000000000200000'))).toEqual(['CAP_NET_ADMIN']);
});
