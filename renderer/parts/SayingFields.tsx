import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSitting } from '../desk.ts';
import { SegmentedChoice } from '../ui/Choices.tsx';

export interface Saying {
  words: string;
  saidBy: string;
  how: 'spoken' | 'phone' | 'written' | null;
}

/** Whether all three are said; the words as they will be kept. */
export function complete(
  saying: Saying,
): { words: string; saidBy: string; how: 'spoken' | 'phone' | 'written' } | null {
  const { words, saidBy, how } = saying;
  if (words.trim() === '' || saidBy.trim() === '' || how === null) return null;
  return { words: words.trim(), saidBy: saidBy.trim(), how };
}

/** What was said, by whom, and how: the same three questions wherever a patient's word is taken down. */
export function SayingFields({
  value,
  tried,
  onChange,
}: {
  value: Saying;
  tried: boolean;
  onChange: (value: Saying) => void;
}) {
  const { t } = useTranslation('limits');
  const { displayName } = useSitting();
  const problem = (missing: boolean, text: string) => (tried && missing ? text : undefined);
  return (
    <>
      <Textarea
        label={t('dialog.words')}
        required
        autosize
        minRows={2}
        maxLength={1000}
        value={value.words}
        error={problem(value.words.trim() === '', t('dialog.wordsNeeded'))}
        onChange={(event) => onChange({ ...value, words: event.currentTarget.value })}
      />
      <TextInput
        label={t('dialog.who')}
        required
        maxLength={200}
        value={value.saidBy}
        error={problem(value.saidBy.trim() === '', t('dialog.whoNeeded'))}
        onChange={(event) => onChange({ ...value, saidBy: event.currentTarget.value })}
      />
      <SegmentedChoice
        label={t('dialog.how')}
        required
        error={problem(value.how === null, t('dialog.howNeeded'))}
        description={t('dialog.receiver', { name: displayName })}
        value={value.how}
        onChange={(how) => onChange({ ...value, how: how as Saying['how'] })}
        options={(['spoken', 'phone', 'written'] as const).map((how) => ({
          value: how,
          label: t(`dialog.${how}`),
        }))}
      />
    </>
  );
}
