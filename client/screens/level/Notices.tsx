import type { Host } from '../../host/host.ts';
import { IconButton } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { t } from '../../text/i18n.ts';

/** What the host has to say once, and how the connection is while it is not as it should be. */
export function Notices({ host }: { host: Host }) {
  const connection = host.connection.value;
  const pending = host.pending.value;
  return (
    <div class="notices" role="status">
      {connection === 'offline' && (
        <p class="notice">
          <Icon name="cloudOff" size={18} />
          <span>{pending ? t('connection.pending', { count: pending }) : t('connection.offline')}</span>
        </p>
      )}
      {host.notices.value.map((notice) => (
        <p key={notice.serial} class="notice">
          <span>{t(`notice.${notice.type}`, notice.facts)}</span>
          <IconButton icon="close" label={t('common.dismiss')} onClick={() => host.dismiss(notice)} />
        </p>
      ))}
    </div>
  );
}
