import {
  ActionIcon,
  Alert,
  Anchor,
  Badge,
  Button,
  Checkbox,
  createTheme,
  Drawer,
  InputWrapper,
  Input,
  Menu,
  Modal,
  Popover,
  Radio,
  Select,
  Switch,
  Table,
  Tabs,
  Textarea,
  Tooltip,
  type CSSVariablesResolver,
} from '@mantine/core';
import { blue, clay, dark, gray, green, ink, red, yellow } from './palette.ts';
import css from './theme.module.css';

const ordinary = {
  '--button-height': 'var(--control)',
  '--button-padding-x': '12px',
  '--button-fz': 'var(--t-sm)',
};
const small = {
  '--button-height': 'max(24px, calc(var(--control) - 6px))',
  '--button-padding-x': '8px',
  '--button-fz': 'var(--t-xs)',
};
const noStyleElement = { lockScroll: false };

/**
 * Density comes from `--control` (32 px, 40 px under a finger), not from Mantine's sizes, so one media query
 * moves every control at once. `lockScroll` is off everywhere: it would inject a style element, which the
 * content policy forbids, and the frame never scrolls as a whole anyway.
 */
export const theme = createTheme({
  colors: { ink, clay, red, green, blue, yellow, gray, dark },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  white: '#ffffff',
  black: '#16282c',
  fontFamily: 'var(--font-ui)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.1875rem' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '3px', md: '4px', lg: '6px', xl: '10px' },
  defaultRadius: 'md',
  shadows: { xs: 'none', sm: 'var(--raise)', md: 'var(--raise)', lg: 'var(--raise)', xl: 'var(--raise)' },
  headings: {
    fontFamily: 'var(--font-ui)',
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.1875rem', lineHeight: '1.3' },
      h2: { fontSize: '0.9375rem', lineHeight: '1.35' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
      h4: { fontSize: '0.8125rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray' },
      vars: () => ({ root: { '--ai-size': 'max(24px, calc(var(--control) - 4px))' } }),
    }),
    Alert: Alert.extend({ defaultProps: { variant: 'light' } }),
    Anchor: Anchor.extend({ defaultProps: { underline: 'always' }, classNames: { root: css['anchor'] } }),
    Badge: Badge.extend({
      defaultProps: { variant: 'light', radius: 'sm' },
      classNames: { root: css['badge'] },
    }),
    Button: Button.extend({
      classNames: { root: css['button'], label: css['buttonLabel'] },
      vars: (_theme, { size }) => ({ root: size === 'xs' ? small : ordinary }),
    }),
    Checkbox: Checkbox.extend({
      defaultProps: { size: 'xs', radius: 'sm' },
      classNames: { label: css['tickLabel'] },
    }),
    Drawer: Drawer.extend({
      defaultProps: { ...noStyleElement, overlayProps: { color: 'var(--veil)', backgroundOpacity: 1 } },
    }),
    Input: Input.extend({
      classNames: { wrapper: css['inputWrapper'], input: css['input'], section: css['inputSection'] },
    }),
    InputWrapper: InputWrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'] },
      classNames: {
        label: css['label'],
        description: css['hint'],
        error: css['error'],
        required: css['required'],
      },
    }),
    Menu: Menu.extend({
      defaultProps: { withInitialFocusPlaceholder: false },
      classNames: { dropdown: css['dropdown'], item: css['option'] },
    }),
    Modal: Modal.extend({
      defaultProps: {
        ...noStyleElement,
        centered: true,
        radius: 'lg',
        overlayProps: { color: 'var(--veil)', backgroundOpacity: 1 },
        transitionProps: { duration: 90 },
        // Its head is no second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
      classNames: {
        content: css['dialog'],
        header: css['dialogHeader'],
        title: css['dialogTitle'],
        body: css['dialogBody'],
      },
    }),
    Popover: Popover.extend({ classNames: { dropdown: css['dropdown'] } }),
    Radio: Radio.extend({ defaultProps: { size: 'xs' }, classNames: { label: css['tickLabel'] } }),
    Select: Select.extend({
      defaultProps: {
        allowDeselect: false,
        openOnFocus: false,
        checkIconPosition: 'right',
        maxDropdownHeight: 280,
        // After the list has narrowed, Enter takes its first line.
        selectFirstOptionOnChange: true,
      },
      classNames: { dropdown: css['dropdown'], option: css['option'] },
    }),
    Switch: Switch.extend({ defaultProps: { size: 'xs' }, classNames: { label: css['tickLabel'] } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 5, horizontalSpacing: 10 } }),
    Tabs: Tabs.extend({ classNames: { list: css['tabList'], tab: css['tab'] } }),
    Textarea: Textarea.extend({ defaultProps: { autosize: true, minRows: 2 } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 350, withArrow: false },
      classNames: { tooltip: css['tooltip'] },
    }),
  },
});

/** Ties Mantine's own variables to our tokens, so that a Mantine part and one of ours cannot drift apart. */
export const cssVariables: CSSVariablesResolver = () => {
  const scheme = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-faint)',
    '--mantine-color-placeholder': 'var(--text-faint)',
    '--mantine-color-anchor': 'var(--ink-text)',
    '--mantine-color-error': 'var(--bad-text)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-disabled': 'var(--hover)',
    '--mantine-color-disabled-color': 'var(--text-faint)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-color-ink-light': 'var(--ink-wash)',
    '--mantine-color-ink-light-color': 'var(--ink-text)',
    '--mantine-color-clay-light': 'var(--clay-wash)',
    '--mantine-color-clay-light-color': 'var(--clay-text)',
    '--mantine-color-red-light': 'var(--bad-wash)',
    '--mantine-color-red-light-color': 'var(--bad-text)',
    '--mantine-color-gray-light': 'var(--hover)',
    '--mantine-color-gray-light-color': 'var(--text-soft)',
    '--mantine-color-gray-text': 'var(--text-soft)',
    '--mantine-color-ink-text': 'var(--ink-text)',
    '--mantine-color-red-text': 'var(--bad-text)',
  };
  return { variables: {}, light: scheme, dark: scheme };
};
