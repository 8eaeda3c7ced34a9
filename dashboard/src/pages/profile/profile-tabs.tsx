/** The two pages about oneself. */

import type { ReactElement } from 'react';
import { TabLink, TabLinks } from '../../ui/tabs.tsx';

export function ProfileTabs(): ReactElement {
  return (
    <TabLinks label="Your account">
      <TabLink to="/profile" activeOptions={{ exact: true }}>
        Profile
      </TabLink>
      <TabLink to="/profile/security">Security</TabLink>
    </TabLinks>
  );
}
