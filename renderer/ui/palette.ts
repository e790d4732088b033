import type { MantineColorsTuple } from '@mantine/core';

/** Ten steps each, even in perceived lightness (OKLCH), so that one step number means one contrast in every hue. */
export const ink: MantineColorsTuple = [
  '#edf8fa',
  '#d9f0f2',
  '#bbe1e6',
  '#99cdd3',
  '#72b4bc',
  '#4e9aa2',
  '#2b7d86',
  '#19636b',
  '#0f4d53',
  '#083439',
];
export const clay: MantineColorsTuple = [
  '#fff3ec',
  '#fee5d6',
  '#fbceb4',
  '#f4b189',
  '#e4915c',
  '#cc7131',
  '#aa5613',
  '#884206',
  '#6a3205',
  '#482206',
];
export const red: MantineColorsTuple = [
  '#fff2f1',
  '#ffe3e1',
  '#ffcac7',
  '#fda9a5',
  '#f57f7e',
  '#e3565a',
  '#c1363f',
  '#9c252e',
  '#7a1c22',
  '#531518',
];
export const green: MantineColorsTuple = [
  '#edfaf0',
  '#daf2df',
  '#bde5c6',
  '#99d3a8',
  '#73bb87',
  '#559f6b',
  '#3f8053',
  '#2f6540',
  '#244e31',
  '#193521',
];
export const blue: MantineColorsTuple = [
  '#f0f7fe',
  '#deecfc',
  '#c2dcf8',
  '#9ec7f2',
  '#76ace4',
  '#4e90d2',
  '#2f73b4',
  '#1f5b91',
  '#164671',
  '#102f4d',
];
export const yellow: MantineColorsTuple = [
  '#fef5e4',
  '#fce8c5',
  '#f5d498',
  '#e8bb67',
  '#d09f38',
  '#b38311',
  '#906801',
  '#725200',
  '#583f02',
  '#3c2b06',
];
export const gray: MantineColorsTuple = [
  '#f6f8f8',
  '#edf3f3',
  '#dfe5e6',
  '#cdd6d8',
  '#a9b5b8',
  '#8b999c',
  '#5f6d70',
  '#4a5a5e',
  '#304145',
  '#16282c',
];
export const dark: MantineColorsTuple = [
  '#e2e9ea',
  '#b3bfc2',
  '#94a2a5',
  '#67777b',
  '#3a4b50',
  '#1e2d31',
  '#162226',
  '#121d20',
  '#0f1a1d',
  '#0a1214',
];
