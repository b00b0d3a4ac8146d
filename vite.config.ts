import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { securityPolicyPlugin } from './scripts/security-policy-plugin.ts';
import { serviceWorkerPlugin } from './scripts/service-worker-plugin.ts';

/** Tests that need a document; everything else runs without one, as the engine does. */
const domTests = ['src/**/*.test.tsx'];

export default defineConfig({
  // Relative, so that dist works under any path of any host.
  base: process.env['ROUNDTRIP_BASE'] ?? './',
  plugins: [react(), tailwindcss(), securityPolicyPlugin(), serviceWorkerPlugin()],
  worker: {
    format: 'es',
    // A name that the checks of the built files can find.
    rolldownOptions: { output: { entryFileNames: 'assets/worker-[hash].js' }, optimization: { inlineConst: true } },
  },
  build: {
    target: 'baseline-widely-available',
    // A data: URL would need `script-src data:` for a worker and hides sizes from the budget.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    // The page, and the one that others may frame.
    rolldownOptions: { input: ['index.html', 'embed.html'] },
  },
  preview: { host: '127.0.0.1', port: 4173 },
  test: {
    testTimeout: 60_000,
    // Both cores: left to itself the runner keeps one back for watching.
    maxWorkers: 2,
    setupFiles: ['tests/support/property-seed.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts', 'workers/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: domTests,
          setupFiles: ['tests/support/property-seed.ts', 'tests/support/dom-setup.ts'],
        },
      },
      ...['architecture', 'analytic', 'properties', 'golden', 'bench'].map((name) => ({
        extends: true as const,
        test: { name, environment: 'node' as const, include: [`tests/${name}/**/*.test.ts`] },
      })),
    ],
  },
});
