import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { ArchiveIcon, EllipsisVerticalIcon, PencilIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useQuery } from "urql";
import { Person } from "../identity/Person";
import { money } from "../session/formats";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Button, IconButton } from "../ui/Button";
import { Facts } from "../ui/Facts";
import { Menu } from "../ui/Menu";
import { notify } from "../ui/notify";
import { Section } from "../ui/Page";
import { RecordPage } from "../ui/RecordPage";
import { useLabel } from "../ui/useLabel";
import { CampaignCosts } from "./CampaignCosts";
import { CampaignFigures } from "./CampaignFigures";
import { CampaignInvalid } from "./CampaignInvalid";
import { CampaignLinks } from "./CampaignLinks";
import { CampaignMembers } from "./CampaignMembers";
import { CampaignBadge, periodOf } from "./CampaignsPage";
import { CampaignPageDocument, RestoreCampaignDocument, VoidCampaignDocument } from "./campaigns.gen";
import { TYPE } from "./labels";

const CampaignForm = lazy(() => import("./CampaignForm").then((module) => ({ default: module.CampaignForm })));
const route = getRouteApi("/campaigns/$campaignId");

export function CampaignPage() {
  const { t } = useLingui();
  const label = useLabel();
  const { campaignId } = route.useParams();
  const navigate = route.useNavigate();
  const canEdit = useCan("campaign.update");
  const canVoid = useCan("campaign.void");
  const seesCost = useCan("campaign_cost.read");
  const canBook = useCan("campaign_cost.create");
  const [editing, setEditing] = useState(false);
  const [{ data, error, fetching }, again] = useQuery({
    query: CampaignPageDocument,
    variables: { id: campaignId },
    requestPolicy: "cache-and-network",
  });
  const campaign = data?.campaign;
  const problem =
    error && !data
      ? problemOf(error)
      : campaign === null && !fetching
        ? { kind: "missing", title: t`This campaign does not exist, or you may not see it` }
        : null;

  async function voidIt() {
    if (!campaign) return;
    const { id, version } = campaign;
    const outcome = await actOrTell(VoidCampaignDocument, { input: { id, version: version ?? 1 } });
    if (!outcome.ok) return;
    notify({
      title: t`The campaign was voided`,
      undo: { label: t`Undo`, run: () => void actOrTell(RestoreCampaignDocument, { input: { id } }) },
    });
    void navigate({ to: "/campaigns" });
  }

  return (
    <RecordPage
      title={campaign?.name ?? undefined}
      subtitle={campaign && [campaign.number, label(TYPE, campaign.type ?? "")].join(" · ")}
      loading={!campaign && fetching}
      problem={problem}
      onRetry={() => again({ requestPolicy: "network-only" })}
      actions={
        campaign && (
          <>
            {canEdit && (
              <Button icon={<PencilIcon />} onClick={() => setEditing(true)} aria-label={t`Edit`}>
                <span className="hidden md:inline">{t`Edit`}</span>
              </Button>
            )}
            {canVoid && (
              <Menu
                label={t`More`}
                trigger={<IconButton label={t`More`} icon={<EllipsisVerticalIcon />} />}
                entries={() => [{ label: t`Void`, icon: <ArchiveIcon />, danger: true, onSelect: () => void voidIt() }]}
              />
            )}
          </>
        )
      }
      aside={
        campaign && (
          <Section title={t`Facts`}>
            <Facts
              facts={[
                { label: t`Status`, value: <CampaignBadge status={campaign.status ?? ""} /> },
                { label: t`Type`, value: label(TYPE, campaign.type ?? "") },
                { label: t`Channel`, value: campaign.channel?.name },
                { label: t`When`, value: periodOf(campaign.startsOn, campaign.endsOn) },
                {
                  label: t`Budget`,
                  value: campaign.budget && money(campaign.budget.amount, campaign.budget.currency),
                },
                { label: t`Owner`, value: <Person user={campaign.owner} /> },
              ]}
            />
            {campaign.description && (
              <p className="mt-3 whitespace-pre-wrap border-line border-t pt-3 text-sm">{campaign.description}</p>
            )}
          </Section>
        )
      }
    >
      {campaign && (
        <>
          <CampaignFigures campaign={campaign} seesCost={seesCost} />
          <CampaignInvalid campaign={campaign} />
          <CampaignMembers campaignId={campaign.id} counts={campaign.members} />
          <CampaignLinks campaignId={campaign.id} />
          {seesCost && <CampaignCosts campaign={campaign} canEdit={canBook} />}
        </>
      )}
      <Suspense>
        {campaign && editing && <CampaignForm campaign={campaign} onClose={() => setEditing(false)} />}
      </Suspense>
    </RecordPage>
  );
}
