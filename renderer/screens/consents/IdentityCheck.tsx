import { Checkbox, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { identityItem, type IdentityItem } from '../../../shared/contract/consent-document.ts';

export interface IdentityCheckProps {
  items: readonly IdentityItem[];
  onChange: (items: IdentityItem[]) => void;
}

/** By what it was made sure that this is the right patient. */
export function IdentityCheck({ items, onChange }: IdentityCheckProps) {
  const { t } = useTranslation('consents');
  return (
    <Checkbox.Group
      label={t('identity.title')}
      description={t('identity.hint')}
      value={[...items]}
      onChange={(chosen) => onChange(identityItem.options.filter((one) => chosen.includes(one)))}
    >
      <Group gap="md" mt="xs">
        {identityItem.options.map((one) => (
          <Checkbox key={one} value={one} label={t(`identity.${one}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
