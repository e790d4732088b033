import {
  convertCssVariables,
  DEFAULT_THEME,
  MantineProvider,
  mergeMantineTheme,
  type MantineColorSchemeManager,
} from '@mantine/core';
import { defaultCssVariablesResolver } from '@mantine/core';
import type { ReactNode } from 'react';
import { cssVariables, theme } from './theme.ts';

/**
 * Puts the theme's variables into a constructed stylesheet. A style element would need a nonce or
 * 'unsafe-inline'; a constructed sheet is script, so `style-src 'self'` is enough.
 */
function installVariables(): void {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  const base = defaultCssVariablesResolver(merged);
  const own = cssVariables(merged);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    convertCssVariables({
      variables: { ...base.variables, ...own.variables },
      light: { ...base.light, ...own.light, '--mantine-color-scheme': 'light' },
      dark: { ...base.dark, ...own.dark, '--mantine-color-scheme': 'dark' },
    }),
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

installVariables();

export function ThemeRoot({
  manager,
  children,
}: {
  manager: MantineColorSchemeManager;
  children: ReactNode;
}) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      withCssVariables={false}
      withGlobalClasses={false}
      colorSchemeManager={manager}
      defaultColorScheme="auto"
    >
      {children}
    </MantineProvider>
  );
}
