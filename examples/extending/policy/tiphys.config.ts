import { defineConfig } from '@tiphys/config';

export default defineConfig({ plugins: ['./policy.ts'] });
