import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

const server = process.env['ASSAY_SERVER'] ?? 'http://127.0.0.1:4100';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: {
    // 'source' maps `#shared/*.js` to the TypeScript sources.
    conditions: ['source', ...defaultClientConditions],
    dedupe: ['yjs', 'y-protocols', 'lib0', 'react', 'react-dom'],
  },
  worker: { format: 'es' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Fonts and pictures stay files: the server's content policy allows no data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One sheet: a part that is loaded later has no style of its own that might not come.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': server,
      '/healthz': server,
      '/readyz': server,
      '/v/': server,
      '/socket.io': { target: server, ws: true },
    },
  },
});
