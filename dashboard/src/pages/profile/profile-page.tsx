/** Who is signed in, how letters reach him, and where he is a member. */

import { type ReactElement, useState } from 'react';
import { useSession } from '../../lib/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, CardBody, CardFooter, SettingsRow } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { ChangeEmailDialog } from './change-email-dialog.tsx';
import { EditDetails } from './edit-details.tsx';
import { ProfileTabs } from './profile-tabs.tsx';

export function ProfilePage(): ReactElement {
  return (
    <>
      <PageHeader title="Profile" description="Your name, how you are reached, and where you are a member." />
      <ProfileTabs />
      <div>
        <You />
        <Address />
        <Businesses />
      </div>
    </>
  );
}

function You(): ReactElement {
  const { id, firstName, lastName, phoneNo } = useSession();
  return (
    <SettingsRow title="You" description="How others in your businesses know you.">
      <Card>
        <CardBody>
          <DescriptionList
            facts={[
              { term: 'Name', value: `${firstName} ${lastName}`.trim() },
              { term: 'Phone', value: <span className="figures">{phoneNo || '—'}</span> },
              { term: 'User id', value: <Copyable value={id} label="user id" /> },
            ]}
          />
        </CardBody>
        <CardFooter>
          <EditDetails />
        </CardFooter>
      </Card>
    </SettingsRow>
  );
}

function Address(): ReactElement {
  const { email } = useSession();
  const [isChanging, setChanging] = useState(false);
  return (
    <SettingsRow title="E-mail" description="You sign in with it, and letters about your account go there.">
      <Card>
        <CardBody className="flex flex-wrap items-center justify-between gap-3">
          <span className="min-w-0 font-medium">{email}</span>
          <Button onClick={() => setChanging(true)}>Change the e-mail</Button>
        </CardBody>
      </Card>
      {isChanging ? <ChangeEmailDialog email={email} onClose={() => setChanging(false)} /> : null}
    </SettingsRow>
  );
}

function Businesses(): ReactElement {
  const { businesses } = useSession();
  return (
    <SettingsRow title="Businesses" description="Where you are a member, and as what.">
      <Card>
        {businesses.length === 0 ? (
          <CardBody className="text-muted">
            You are no member of a business. <TextLink to="/businesses/new">Make one</TextLink>, or ask to be invited.
          </CardBody>
        ) : (
          <ul className="divide-y">
            {businesses.map(({ id, businessName, role }) => (
              <li key={id} className="flex items-center justify-between gap-4 px-5 py-3">
                <TextLink to="/b/$businessId" params={{ businessId: id }} className="min-w-0 truncate">
                  {businessName}
                </TextLink>
                <Badge>{role}</Badge>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </SettingsRow>
  );
}
