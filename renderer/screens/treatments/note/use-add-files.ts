import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { attachmentLimit } from '../../../../shared/contract/attachments.ts';
import { useTrouble } from '../../../desk.ts';
import { release } from '../../../parts/KeptFile.tsx';
import { scanFileOf } from '../../../parts/scan-pages.ts';
import { api, q } from '../../../rpc.ts';
import { notify } from '../../../ui/toast.tsx';

/** What files lie with: the note of a visit, a course, or one entry of its history. */
export interface FilesOf {
  subject: 'session' | 'course';
  subjectId: string;
  entryId?: string;
}

export interface AddFiles {
  add: (files: Iterable<File>) => void;
  busy: boolean;
  /** What was not put away, and why; said until the next attempt. */
  refused: string[];
}

/** Puts files away one after the other, each looked at as pictures of its pages first; what cannot be is said by name. */
export function useAddFiles(of: FilesOf, patientId: string): AddFiles {
  const { t } = useTranslation('notes');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const add = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const refused: string[] = [];
      for (const file of files) {
        const drawn = await scanFileOf(file);
        if (drawn === null) {
          refused.push(t('files.unread', { name: file.name }));
          continue;
        }
        release(drawn);
        // Not sent at all: the host would refuse it once it had come.
        if (drawn.file.size > attachmentLimit) {
          refused.push(t('files.tooLarge', { name: file.name, most: attachmentLimit / 1024 / 1024 }));
          continue;
        }
        try {
          await api.attachments.add({ patientId, ...of, file: drawn.file });
        } catch (error) {
          refused.push(`${file.name}: ${trouble(error).text}`);
        }
      }
      if (refused.length < files.length) notify({ text: t('files.added') });
      await cache.invalidateQueries({ queryKey: q.attachments.key() });
      return refused;
    },
  });
  return {
    add: (files) => {
      const list = [...files];
      if (list.length > 0) add.mutate(list);
    },
    busy: add.isPending,
    refused: add.data ?? (add.error === null ? [] : [trouble(add.error).text]),
  };
}
