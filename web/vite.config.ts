import { defineConfig } from "vite";

// The server's content security policy allows nothing inline, so nothing is inlined. `npm run dev` with a studio
// running on its usual port gives a page that reloads as it is edited.
export default defineConfig({
  base: "./",
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    target: "es2022",
    outDir: "../build/web/dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": { target: "http://127.0.0.1:7315", changeOrigin: true } } },
});
