import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const ink: MantineColorsTuple = [
  '#eef3f9',
  '#d8e3ef',
  '#b3c9e0',
  '#8fb4e0',
  '#6695c9',
  '#4379b3',
  '#2d629b',
  '#1f4a7c',
  '#183b64',
  '#112b4a',
];
const stone: MantineColorsTuple = [
  '#fcfbf8',
  '#f5f3ee',
  '#eae7df',
  '#dedad1',
  '#c6c0b4',
  '#9d968a',
  '#777065',
  '#5b564d',
  '#3b3833',
  '#1f1d1a',
];
const night: MantineColorsTuple = [
  '#ece8e0',
  '#cfc9be',
  '#a8a195',
  '#7d776d',
  '#514d47',
  '#36332e',
  '#282622',
  '#1c1b19',
  '#151412',
  '#0e0d0c',
];

const sans = "'IBM Plex Sans', 'IBM Plex Sans Arabic', 'IBM Plex Sans Hebrew', system-ui, sans-serif";

/** One accent, warm greys, quiet parts. People are the only other bright colours. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 4 },
  colors: { ink, gray: stone, dark: night },
  fontFamily: sans,
  fontFamilyMonospace: "'IBM Plex Mono', ui-monospace, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.1875rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.55', xl: '1.45' },
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1.0625rem' }, h3: { fontSize: '0.875rem' } },
  },
  defaultRadius: 6,
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '40px' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  autoContrast: true,
  components: {
    Button: { defaultProps: { size: 'xs', variant: 'default' } },
    ActionIcon: { defaultProps: { size: 'md', variant: 'subtle', color: 'gray' }, styles: { root: { minWidth: 24, minHeight: 24 } } },
    Radio: { styles: { body: { minHeight: 24, alignItems: 'center' } } },
    Checkbox: { styles: { body: { minHeight: 24, alignItems: 'center' } } },
    Modal: {
      defaultProps: {
        centered: false,
        // What was typed is not thrown away by a click beside it; Escape and the cross close.
        closeOnClickOutside: false,
        yOffset: '6vh',
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 120, transition: 'fade' },
        styles: { title: { fontWeight: 600, fontSize: '1rem' } },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    },
    // Without its placeholder a menu is opened with the first of its items in focus, and holds nothing but items.
    Menu: { defaultProps: { shadow: 'sm', transitionProps: { duration: 120 }, withinPortal: true, withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { shadow: 'sm', transitionProps: { duration: 120 } } },
    Tooltip: {
      defaultProps: { openDelay: 250, multiline: true, maw: 320, withArrow: false, events: { hover: true, focus: true, touch: true } },
    },
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 2, maxRows: 14 } },
    Select: { defaultProps: { size: 'sm', comboboxProps: { shadow: 'sm', transitionProps: { duration: 120 } } } },
    Badge: { defaultProps: { variant: 'default', radius: 4, tt: 'none', fw: 500 } },
    Loader: { defaultProps: { size: 'sm', type: 'dots' } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fcfbf8',
    '--mantine-color-text': '#1f1d1a',
    '--mantine-color-dimmed': '#5f594f',
    '--mantine-color-placeholder': '#777065',
    '--mantine-color-default-border': '#d3cec3',
    '--mantine-color-error': '#a8330f',
    '--mantine-color-anchor': '#1f4a7c',
  },
  dark: {
    '--mantine-color-body': '#1c1b19',
    // White words on the accent can be read on this one.
    '--mantine-color-ink-filled': '#2d629b',
    '--mantine-color-ink-filled-hover': '#4379b3',
    '--mantine-color-text': '#ece8e0',
    '--mantine-color-dimmed': '#a8a195',
    '--mantine-color-placeholder': '#8d867b',
    '--mantine-color-default': '#242220',
    '--mantine-color-default-hover': '#2e2b28',
    '--mantine-color-default-border': '#46423c',
    '--mantine-color-error': '#f08a63',
    '--mantine-color-anchor': '#8fb4e0',
  },
});
