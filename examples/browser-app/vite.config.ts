import { defineConfig } from "vite";
import { contentSecurityPolicy } from "./content-security-policy.js";

export default defineConfig({
  // The page may be served from any directory.
  base: "./",
  // A snapshot that is missing is an error, not the page again.
  appType: "mpa",
  build: {
    // A small icon in the page itself would need a looser policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  preview: { headers: { "Content-Security-Policy": contentSecurityPolicy } },
});
