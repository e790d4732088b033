/** A strength as it stands on a label: `1 %`, `40 mg/mL`, `100 units/mL`. */
export function strengthText(value: string, unit: string): string {
  const words: Record<string, string> = {
    '[iU]/mL': 'IU/mL',
    '{product_unit}/mL': 'units/mL',
    '{homeopathic_potency}': '(potency)',
    'ug/mL': 'µg/mL',
    'ug/mL{ozone}': 'µg/mL ozone',
  };
  return `${value} ${words[unit] ?? unit}`;
}
