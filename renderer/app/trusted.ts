/**
 * Runs before every other module. The page's one answer to whoever hands text to a sink that would parse it
 * (Trusted Types): markup is refused, so is a script from any other place. Text without `<` passes, because a
 * library's style rules need it.
 */
const page = globalThis as {
  trustedTypes?: { createPolicy: (name: string, rules: object) => unknown };
  __zod_globalConfig?: { jitless: boolean };
};

page.trustedTypes?.createPolicy('default', {
  createHTML: (text: string) => (text.includes('<') ? null : text),
  createScriptURL: (address: string) => {
    const { protocol, host } = new URL(address, location.href);
    return protocol === location.protocol && host === location.host ? address : null;
  },
});

// Schemas are walked, not compiled: compiling is text run as code, which this page may not do.
page.__zod_globalConfig = { jitless: true };
