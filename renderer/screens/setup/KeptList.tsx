import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { DataTable, type DataTableProps } from '../../ui/DataTable.tsx';
import { Section } from '../../ui/Section.tsx';

interface KeptListProps<T> extends Omit<DataTableProps<T>, 'label'> {
  title: string;
  addLabel: string;
  /** Whether a row may be opened for editing by whoever sits here; absent: each. */
  mayEdit?: (row: T) => boolean;
  /** The dialog of one row, or of a new one where it is null. */
  dialog: (row: T | null, onClose: () => void) => ReactNode;
}

/** What the clinic keeps, as a list to which is added and whose rows open a dialog (or what `onOpen` says). */
export function KeptList<T>({ title, addLabel, mayEdit, dialog, ...table }: KeptListProps<T>) {
  const [edited, setEdited] = useState<{ row: T | null } | null>(null);
  return (
    <Section
      title={title}
      count={table.rows.length}
      flush
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={15} />}
          onClick={() => setEdited({ row: null })}
        >
          {addLabel}
        </Button>
      }
    >
      <DataTable
        label={title}
        onOpen={(row) => {
          if (mayEdit?.(row) !== false) setEdited({ row });
        }}
        {...table}
      />
      {edited !== null && dialog(edited.row, () => setEdited(null))}
    </Section>
  );
}
