import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Strokes } from '../../../shared/contract/values.ts';

const cross: Strokes = [
  [
    { x: 4200, y: 500, t: 0, p: 500 },
    { x: 5000, y: 1000, t: 120, p: 500 },
    { x: 5800, y: 1500, t: 240, p: 500 },
  ],
  [
    { x: 5800, y: 500, t: 400, p: 500 },
    { x: 5000, y: 1000, t: 520, p: 500 },
    { x: 4200, y: 1500, t: 640, p: 500 },
  ],
];

/** For a hand that cannot guide pen or mouse: a cross as one's mark, with the full name typed beside it. */
export function MarkButton({ onMark }: { onMark: (strokes: Strokes) => void }) {
  const { t } = useTranslation('consents');
  return (
    <div>
      <Button variant="subtle" onClick={() => onMark(cross)}>
        {t('sign.mark')}
      </Button>
    </div>
  );
}
