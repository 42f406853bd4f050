//! The same types as one writes them by hand for serde, and what garde can say of their
//! constraints; it has nothing for the formats.

pub type Repositories = Vec<Repository>;

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[garde(allow_unvalidated)]
#[serde(deny_unknown_fields)]
pub struct Session {
    #[garde(length(chars, min = 1, max = 200))]
    pub origin_owner_id: String,
    #[garde(length(chars, min = 1))]
    pub origin_owner_name: String,
    pub origin_username: Option<String>,
    #[garde(pattern("^[a-z0-9_]+$"))]
    pub provider: Option<String>,
    pub categories: Option<Vec<Category>>,
    pub account_id: Option<String>,
    #[garde(length(chars, max = 80))]
    pub label: Option<String>,
    #[garde(range(min = 0.0))]
    pub expires_in: Option<f64>,
    pub multiple: Option<bool>,
    #[serde(rename = "type")]
    pub type_: Option<SessionType>,
    pub metadata: Option<std::collections::BTreeMap<String, String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    Ats,
    Hris,
    Crm,
    Iam,
    Lms,
    Marketing,
    Documents,
}

#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SessionType {
    Production,
    Test,
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[garde(allow_unvalidated)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Layout {
    Group {
        #[garde(length(chars, max = 40))]
        name: Option<String>,
        #[garde(length(max = 1000), dive)]
        children: Vec<Layout>,
    },
    Shift {
        #[garde(range(min = -10000.0, max = 10000.0))]
        x: f64,
        #[garde(range(min = -10000.0, max = 10000.0))]
        y: f64,
        #[garde(dive)]
        child: Box<Layout>,
    },
    Text {
        #[garde(length(chars, min = 1))]
        text: String,
        #[garde(range(min = 1, max = 400))]
        size: Option<i64>,
    },
    Image {
        #[garde(length(chars, min = 1))]
        source: String,
        alt: Option<String>,
        #[garde(range(min = 0))]
        width: i64,
        #[garde(range(min = 0))]
        height: i64,
    },
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[garde(allow_unvalidated)]
#[serde(untagged)]
pub enum Filter {
    All(#[garde(dive)] All),
    Any(#[garde(dive)] Any),
    Not(#[garde(dive)] Not),
    Compare(#[garde(dive)] Compare),
    Name(#[garde(length(chars, min = 1))] String),
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[serde(deny_unknown_fields)]
pub struct All {
    #[garde(length(min = 1), dive)]
    pub and: Vec<Filter>,
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[serde(deny_unknown_fields)]
pub struct Any {
    #[garde(length(min = 1), dive)]
    pub or: Vec<Filter>,
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[serde(deny_unknown_fields)]
pub struct Not {
    #[garde(dive)]
    pub not: Box<Filter>,
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[garde(allow_unvalidated)]
#[serde(deny_unknown_fields)]
pub struct Compare {
    #[garde(pattern("^[a-z_]+$"))]
    pub field: String,
    pub operator: Option<Operator>,
    pub value: Operand,
}

#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Operator {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(untagged)]
pub enum Operand {
    Text(String),
    Number(f64),
    Flag(bool),
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[garde(allow_unvalidated)]
pub struct PullRequest {
    pub url: String,
    pub id: i64,
    pub node_id: String,
    pub html_url: String,
    pub diff_url: String,
    pub patch_url: String,
    pub issue_url: String,
    pub commits_url: String,
    pub review_comments_url: String,
    pub review_comment_url: String,
    pub comments_url: String,
    pub statuses_url: String,
    #[garde(range(min = 1))]
    pub number: i64,
    pub state: State,
    pub locked: bool,
    #[garde(length(chars, min = 1, max = 256))]
    pub title: String,
    #[garde(dive)]
    pub user: SimpleUser,
    #[garde(length(chars, max = 65536))]
    pub body: Option<String>,
    #[garde(length(max = 100), dive)]
    pub labels: Vec<Label>,
    #[garde(dive)]
    pub milestone: Option<Milestone>,
    pub active_lock_reason: Option<String>,
    pub created_at: String,
    pub updated_at: String,
    pub closed_at: Option<String>,
    pub merged_at: Option<String>,
    #[garde(pattern("^[0-9a-f]{40}$"))]
    pub merge_commit_sha: Option<String>,
    #[garde(dive)]
    pub assignee: Option<SimpleUser>,
    #[garde(dive)]
    pub assignees: Option<Vec<SimpleUser>>,
    #[garde(dive)]
    pub requested_reviewers: Option<Vec<SimpleUser>>,
    #[garde(dive)]
    pub head: Branch,
    #[garde(dive)]
    pub base: Branch,
    #[serde(rename = "_links")]
    #[garde(dive)]
    pub links: Links,
    pub author_association: AuthorAssociation,
    pub draft: Option<bool>,
    pub merged: bool,
    pub mergeable: Option<bool>,
    pub rebaseable: Option<bool>,
    pub mergeable_state: String,
    #[garde(dive)]
    pub merged_by: Option<SimpleUser>,
    #[garde(range(min = 0))]
    pub comments: i64,
    #[garde(range(min = 0))]
    pub review_comments: i64,
    pub maintainer_can_modify: bool,
    #[garde(range(min = 0))]
    pub commits: i64,
    #[garde(range(min = 0))]
    pub additions: i64,
    #[garde(range(min = 0))]
    pub deletions: i64,
    #[garde(range(min = 0))]
    pub changed_files: i64,
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[garde(allow_unvalidated)]
pub struct Repository {
    pub id: i64,
    pub node_id: String,
    #[garde(length(chars, min = 1, max = 100))]
    pub name: String,
    #[garde(pattern("^[^/]+/[^/]+$"))]
    pub full_name: String,
    #[garde(dive)]
    pub owner: SimpleUser,
    pub private: bool,
    pub html_url: String,
    pub description: Option<String>,
    pub fork: bool,
    pub url: String,
    pub archive_url: String,
    pub assignees_url: String,
    pub blobs_url: String,
    pub branches_url: String,
    pub collaborators_url: String,
    pub comments_url: String,
    pub commits_url: String,
    pub compare_url: String,
    pub contents_url: String,
    pub contributors_url: String,
    pub deployments_url: String,
    pub downloads_url: String,
    pub events_url: String,
    pub forks_url: String,
    pub git_commits_url: String,
    pub git_refs_url: String,
    pub git_tags_url: String,
    pub git_url: String,
    pub hooks_url: String,
    pub issue_comment_url: String,
    pub issue_events_url: String,
    pub issues_url: String,
    pub keys_url: String,
    pub labels_url: String,
    pub languages_url: String,
    pub merges_url: String,
    pub milestones_url: String,
    pub notifications_url: String,
    pub pulls_url: String,
    pub releases_url: String,
    pub ssh_url: String,
    pub stargazers_url: String,
    pub statuses_url: String,
    pub subscribers_url: String,
    pub subscription_url: String,
    pub tags_url: String,
    pub teams_url: String,
    pub trees_url: String,
    pub clone_url: String,
    pub mirror_url: Option<String>,
    pub svn_url: String,
    pub homepage: Option<String>,
    pub language: Option<String>,
    #[garde(range(min = 0))]
    pub forks_count: i64,
    #[garde(range(min = 0))]
    pub stargazers_count: i64,
    #[garde(range(min = 0))]
    pub watchers_count: i64,
    #[garde(range(min = 0))]
    pub size: i64,
    #[garde(length(chars, min = 1))]
    pub default_branch: String,
    #[garde(range(min = 0))]
    pub open_issues_count: i64,
    pub is_template: Option<bool>,
    pub topics: Option<Vec<String>>,
    pub has_issues: bool,
    pub has_projects: bool,
    pub has_wiki: bool,
    pub has_pages: bool,
    pub has_downloads: bool,
    pub has_discussions: Option<bool>,
    pub archived: bool,
    pub disabled: bool,
    pub visibility: Visibility,
    pub pushed_at: Option<String>,
    pub created_at: Option<String>,
    pub updated_at: Option<String>,
    #[garde(dive)]
    pub permissions: Option<Permissions>,
    pub allow_rebase_merge: Option<bool>,
    pub allow_squash_merge: Option<bool>,
    pub allow_auto_merge: Option<bool>,
    pub delete_branch_on_merge: Option<bool>,
    pub allow_merge_commit: Option<bool>,
    pub allow_forking: Option<bool>,
    #[garde(dive)]
    pub license: Option<License>,
    #[garde(range(min = 0))]
    pub forks: i64,
    #[garde(range(min = 0))]
    pub open_issues: i64,
    #[garde(range(min = 0))]
    pub watchers: i64,
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[garde(allow_unvalidated)]
pub struct SimpleUser {
    #[garde(length(chars, min = 1))]
    pub login: String,
    pub id: i64,
    pub node_id: String,
    pub avatar_url: String,
    pub gravatar_id: Option<String>,
    pub url: String,
    pub html_url: String,
    pub followers_url: String,
    pub following_url: String,
    pub gists_url: String,
    pub starred_url: String,
    pub subscriptions_url: String,
    pub organizations_url: String,
    pub repos_url: String,
    pub events_url: String,
    pub received_events_url: String,
    #[serde(rename = "type")]
    pub type_: String,
    pub site_admin: bool,
    pub starred_at: Option<String>,
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[garde(allow_unvalidated)]
pub struct License {
    pub key: String,
    pub name: String,
    pub url: Option<String>,
    pub spdx_id: Option<String>,
    pub node_id: String,
    pub html_url: Option<String>,
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[garde(allow_unvalidated)]
pub struct Permissions {
    pub admin: bool,
    pub pull: bool,
    pub triage: Option<bool>,
    pub push: bool,
    pub maintain: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[garde(allow_unvalidated)]
pub struct Label {
    pub id: i64,
    pub node_id: String,
    pub url: String,
    #[garde(length(chars, min = 1, max = 50))]
    pub name: String,
    pub description: Option<String>,
    #[garde(pattern("^[0-9a-f]{6}$"))]
    pub color: String,
    pub default: bool,
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[garde(allow_unvalidated)]
pub struct Milestone {
    pub url: String,
    pub html_url: String,
    pub labels_url: String,
    pub id: i64,
    pub node_id: String,
    #[garde(range(min = 1))]
    pub number: i64,
    pub state: State,
    #[garde(length(chars, min = 1))]
    pub title: String,
    pub description: Option<String>,
    #[garde(dive)]
    pub creator: Option<SimpleUser>,
    #[garde(range(min = 0))]
    pub open_issues: i64,
    #[garde(range(min = 0))]
    pub closed_issues: i64,
    pub created_at: String,
    pub updated_at: String,
    pub closed_at: Option<String>,
    pub due_on: Option<String>,
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[garde(allow_unvalidated)]
pub struct Branch {
    pub label: String,
    #[serde(rename = "ref")]
    #[garde(length(chars, min = 1))]
    pub ref_: String,
    #[garde(dive)]
    pub repo: Repository,
    #[garde(pattern("^[0-9a-f]{40}$"))]
    pub sha: String,
    #[garde(dive)]
    pub user: SimpleUser,
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[garde(allow_unvalidated)]
pub struct Links {
    #[garde(dive)]
    pub comments: Link,
    #[garde(dive)]
    pub commits: Link,
    #[garde(dive)]
    pub statuses: Link,
    #[garde(dive)]
    pub html: Link,
    #[garde(dive)]
    pub issue: Link,
    #[garde(dive)]
    pub review_comments: Link,
    #[garde(dive)]
    pub review_comment: Link,
    #[serde(rename = "self")]
    #[garde(dive)]
    pub self_: Link,
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize, garde::Validate)]
#[garde(allow_unvalidated)]
pub struct Link {
    pub href: String,
}

#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
pub enum Visibility {
    #[serde(rename = "public")]
    Public,
    #[serde(rename = "private")]
    Private,
    #[serde(rename = "internal")]
    Internal,
}

#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
pub enum State {
    #[serde(rename = "open")]
    Open,
    #[serde(rename = "closed")]
    Closed,
}

#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
pub enum AuthorAssociation {
    #[serde(rename = "COLLABORATOR")]
    Collaborator,
    #[serde(rename = "CONTRIBUTOR")]
    Contributor,
    #[serde(rename = "FIRST_TIMER")]
    FirstTimer,
    #[serde(rename = "FIRST_TIME_CONTRIBUTOR")]
    FirstTimeContributor,
    #[serde(rename = "MANNEQUIN")]
    Mannequin,
    #[serde(rename = "MEMBER")]
    Member,
    #[serde(rename = "NONE")]
    None,
    #[serde(rename = "OWNER")]
    Owner,
}
