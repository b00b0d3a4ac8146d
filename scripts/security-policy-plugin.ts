import type { Plugin } from 'vite';
import { headersFile, headersFor, metaContentSecurityPolicy } from './security-policy.ts';

/**
 * Applies the policy of security-policy.ts to the built page. The dev server is left out: hot reload needs
 * inline styles and a web socket that the policy forbids.
 */
export function securityPolicyPlugin(): Plugin {
  return {
    name: 'roundtrip-security-policy',
    // Not `preview.headers`: those miss the answers that the static file handler does not give (404, index fallback).
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        for (const [name, value] of Object.entries(headersFor(request.url ?? '/'))) response.setHeader(name, value);
        next();
      });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, context) {
        if (context.server !== undefined) return [];
        return [
          {
            tag: 'meta',
            attrs: { 'http-equiv': 'Content-Security-Policy', content: metaContentSecurityPolicy },
            injectTo: 'head-prepend',
          },
        ];
      },
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
    },
  };
}
