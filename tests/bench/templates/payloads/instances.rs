//! The payloads as text: valid, with one value wrong near the end, and with many.

pub struct Payload {
    pub valid: String,
    pub one: String,
    pub many: String,
}

pub fn pull_request() -> Payload {
    let valid = pull(1347);
    Payload {
        one: last(&valid, "\"additions\":104", "\"additions\":-1"),
        many: valid
            .replace("\"site_admin\":false", "\"site_admin\":null")
            .replace("\"visibility\":\"public\"", "\"visibility\":\"pubic\"")
            .replace("\"color\":\"f2", "\"color\":\"#f2"),
        valid,
    }
}

/// About ten megabytes.
pub fn repositories() -> Payload {
    let valid = list(2000, repository);
    Payload {
        one: last(&valid, "\"public\"", "\"pubic\""),
        many: valid.replace("\"site_admin\":false", "\"site_admin\":null"),
        valid,
    }
}

pub fn session() -> Payload {
    let valid = concat!(
        r#"{"origin_owner_id":"customer-123","origin_owner_name":"Acme","origin_username":null,"#,
        r#""provider":"bamboohr","categories":["ats","hris","crm"],"account_id":"456","#,
        r#""label":"The HR system of Acme","expires_in":1800,"multiple":false,"#,
        r#""type":"production","metadata":{"source":"telegram","team":"people"}}"#
    );
    Payload {
        one: last(valid, "\"production\"", "\"prod\""),
        many: valid
            .replace("\"hris\"", "\"hr\"")
            .replace("\"Acme\"", "\"\"")
            .replace("1800", "0")
            .replace("bamboohr", "Bamboo HR")
            .replace("false", "\"no\"")
            .replace("\"type\"", "\"tpye\""),
        valid: valid.to_owned(),
    }
}

/// A union known by a tag, twenty deep.
pub fn layout() -> Payload {
    let leaf = r#"{"kind":"text","text":"the last","size":12}"#.to_owned();
    let valid = (0..20).fold(leaf, |inner, n| match n % 2 {
        0 => format!(
            concat!(
                r#"{{"kind":"group","name":"level {n}","children":["#,
                r#"{{"kind":"text","text":"Some words of a paragraph","size":14}},"#,
                r#"{{"kind":"image","source":"/images/{n}.png","width":640,"height":480}},"#,
                r#"{inner}]}}"#
            ),
            n = n,
            inner = inner
        ),
        _ => format!(r#"{{"kind":"shift","x":{n}.5,"y":-{n},"child":{inner}}}"#),
    });
    Payload {
        one: last(&valid, "\"size\":12", "\"size\":0"),
        many: valid.replace("\"height\":480", "\"height\":\"480px\""),
        valid,
    }
}

/// A union known by nothing but its keys, twenty deep.
pub fn filter() -> Payload {
    let leaf = r#"{"field":"last_name","operator":"eq","value":"Miller"}"#.to_owned();
    let valid = (0..20).fold(leaf, |inner, n| match n % 3 {
        0 => format!(
            concat!(
                r#"{{"and":[{{"field":"status","operator":"ne","value":"closed"}},"#,
                r#"{{"field":"age","operator":"ge","value":{n}}},{inner}]}}"#
            ),
            n = n,
            inner = inner
        ),
        1 => format!(r#"{{"or":["is_active",{inner}]}}"#),
        _ => format!(r#"{{"not":{inner}}}"#),
    });
    Payload {
        one: last(&valid, "\"eq\",\"value\":\"M", "\"equals\",\"value\":\"M"),
        many: valid.replace("\"age\"", "\"Age\""),
        valid,
    }
}

/// `text` with the last `from` replaced.
fn last(text: &str, from: &str, to: &str) -> String {
    let at = text.rfind(from).expect("what is made wrong is there");
    format!("{}{to}{}", &text[..at], &text[at + from.len()..])
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<String> = (0..count).map(item).collect();
    format!("[{}]", items.join(","))
}

const API: &str = "https://api.example.com";
const SITE: &str = "https://example.com";

fn user(n: usize) -> String {
    let me = format!("{API}/users/octocat{n}");
    let links: String = ["followers", "subscriptions", "orgs", "repos"]
        .iter()
        .zip(["followers", "subscriptions", "organizations", "repos"])
        .map(|(path, key)| format!(r#""{key}_url":"{me}/{path}","#))
        .collect();
    format!(
        concat!(
            r#"{{"login":"octocat{n}","id":{n},"node_id":"MDQ6VXNlcj{n}","#,
            r#""avatar_url":"https://avatars.example.com/u/{n}?v=4","gravatar_id":"","#,
            r#""url":"{me}","html_url":"{site}/octocat{n}","#,
            r#""following_url":"{me}/following{{/other_user}}","gists_url":"{me}/gists{{/gist_id}}","#,
            r#""starred_url":"{me}/starred{{/owner}}{{/repo}}",{links}"#,
            r#""events_url":"{me}/events{{/privacy}}","received_events_url":"{me}/received_events","#,
            r#""type":"User","site_admin":false}}"#
        ),
        n = n,
        me = me,
        site = SITE,
        links = links
    )
}

/// The addresses below a repository; those with a place to fill in are no URIs.
const REPOSITORY_LINKS: [(&str, &str); 37] = [
    ("archive", "/{archive_format}{/ref}"),
    ("assignees", "/assignees{/user}"),
    ("blobs", "/git/blobs{/sha}"),
    ("branches", "/branches{/branch}"),
    ("collaborators", "/collaborators{/collaborator}"),
    ("comments", "/comments{/number}"),
    ("commits", "/commits{/sha}"),
    ("compare", "/compare/{base}...{head}"),
    ("contents", "/contents/{+path}"),
    ("contributors", "/contributors"),
    ("deployments", "/deployments"),
    ("downloads", "/downloads"),
    ("events", "/events"),
    ("forks", "/forks"),
    ("git_commits", "/git/commits{/sha}"),
    ("git_refs", "/git/refs{/sha}"),
    ("git_tags", "/git/tags{/sha}"),
    ("git", ".git"),
    ("hooks", "/hooks"),
    ("issue_comment", "/issues/comments{/number}"),
    ("issue_events", "/issues/events{/number}"),
    ("issues", "/issues{/number}"),
    ("keys", "/keys{/key_id}"),
    ("labels", "/labels{/name}"),
    ("languages", "/languages"),
    ("merges", "/merges"),
    ("milestones", "/milestones{/number}"),
    ("notifications", "/notifications{?since,all,participating}"),
    ("pulls", "/pulls{/number}"),
    ("releases", "/releases{/id}"),
    ("stargazers", "/stargazers"),
    ("statuses", "/statuses/{sha}"),
    ("subscribers", "/subscribers"),
    ("subscription", "/subscription"),
    ("tags", "/tags"),
    ("teams", "/teams"),
    ("trees", "/git/trees{/sha}"),
];

fn repository(n: usize) -> String {
    let name = format!("octocat/Hello-World-{n}");
    let me = format!("{API}/repos/{name}");
    let links: String = REPOSITORY_LINKS
        .iter()
        .map(|(key, path)| format!(r#""{key}_url":"{me}{path}","#))
        .collect();
    format!(
        concat!(
            r#"{{"id":1296269{n},"node_id":"MDEwOlJlcG9zaXRvcnkx{n}","name":"Hello-World-{n}","#,
            r#""full_name":"{name}","owner":{owner},"private":false,"html_url":"{site}/{name}","#,
            r#""description":"My first repository on a site \u2014 with \"quotes\"","fork":false,"#,
            r#""url":"{me}",{links}"ssh_url":"git@example.com:{name}.git","#,
            r#""clone_url":"{site}/{name}.git","mirror_url":null,"svn_url":"{site}/{name}","#,
            r#""homepage":"{site}","language":"Rust","forks_count":9,"stargazers_count":8{n},"#,
            r#""watchers_count":80,"size":108,"default_branch":"main","open_issues_count":3,"#,
            r#""is_template":true,"topics":["octocat","atom","electron","api"],"has_issues":true,"#,
            r#""has_projects":true,"has_wiki":true,"has_pages":false,"has_downloads":true,"#,
            r#""archived":false,"disabled":false,"visibility":"public","#,
            r#""pushed_at":"2026-01-26T19:06:43Z","created_at":"2011-01-26T19:01:12Z","#,
            r#""updated_at":"2026-01-26T19:14:43Z","#,
            r#""permissions":{{"admin":false,"push":false,"pull":true}},"#,
            r#""allow_rebase_merge":true,"allow_squash_merge":true,"allow_merge_commit":true,"#,
            r#""license":{{"key":"mit","name":"MIT License","url":"{api}/licenses/mit","#,
            r#""spdx_id":"MIT","node_id":"MDc6TGljZW5zZW1pdA=="}},"#,
            r#""forks":9,"open_issues":3,"watchers":80}}"#
        ),
        n = n,
        name = name,
        owner = user(n),
        me = me,
        links = links,
        site = SITE,
        api = API
    )
}

fn label(n: usize) -> String {
    format!(
        concat!(
            r#"{{"id":20{n},"node_id":"MDU6TGFiZWwy{n}","url":"{api}/labels/{n}","#,
            r#""name":"bug {n}","description":"Something isn't working","color":"f2951{n}","#,
            r#""default":false}}"#
        ),
        n = n,
        api = API
    )
}

fn milestone(n: usize) -> String {
    let me = format!("{API}/milestones/{n}");
    format!(
        concat!(
            r#"{{"url":"{me}","html_url":"{me}","labels_url":"{me}/labels","id":100{n},"#,
            r#""node_id":"MDk6TWlsZXN0b25l","number":{n},"state":"open","title":"v1.0","#,
            r#""description":"Tracking milestone for version 1.0","creator":{creator},"#,
            r#""open_issues":4,"closed_issues":8,"created_at":"2026-04-10T20:09:31Z","#,
            r#""updated_at":"2026-04-14T18:43:09Z","closed_at":null,"#,
            r#""due_on":"2026-10-09T23:39:01Z"}}"#
        ),
        me = me,
        n = n,
        creator = user(5)
    )
}

fn branch(name: &str, n: usize) -> String {
    format!(
        concat!(
            r#"{{"label":"octocat:{name}","ref":"{name}","#,
            r#""sha":"6dcb09b5b57875f334f61aebed695e2e4193db5e","user":{user},"repo":{repo}}}"#
        ),
        name = name,
        user = user(n),
        repo = repository(n)
    )
}

fn pull(n: usize) -> String {
    let me = format!("{API}/repos/octocat/Hello-World/pulls/{n}");
    let site = format!("{SITE}/octocat/Hello-World/pull/{n}");
    let issue = format!("{API}/repos/octocat/Hello-World/issues/{n}");
    let links: String = [
        ("self", &*me),
        ("html", &*site),
        ("issue", &*issue),
        ("comments", &*issue),
        ("review_comments", &*me),
        ("review_comment", &*me),
        ("commits", &*me),
        ("statuses", &*me),
    ]
    .map(|(key, href)| format!(r#""{key}":{{"href":"{href}"}}"#))
    .join(",");
    format!(
        concat!(
            r#"{{"url":"{me}","id":1,"node_id":"MDExOlB1bGxSZXF1ZXN0MQ==","html_url":"{site}","#,
            r#""diff_url":"{site}.diff","patch_url":"{site}.patch","issue_url":"{issue}","#,
            r#""commits_url":"{me}/commits","review_comments_url":"{me}/comments","#,
            r#""review_comment_url":"{me}/comments{{/number}}","comments_url":"{issue}/comments","#,
            r#""statuses_url":"{me}/statuses","number":{n},"state":"open","locked":true,"#,
            r#""title":"Amazing new feature","user":{user},"#,
            r#""body":"Please pull these awesome changes in!\r\n\r\n- one\r\n- two","#,
            r#""labels":{labels},"milestone":{milestone},"active_lock_reason":"too heated","#,
            r#""created_at":"2026-01-26T19:01:12Z","updated_at":"2026-01-26T19:01:12Z","#,
            r#""closed_at":null,"merged_at":null,"#,
            r#""merge_commit_sha":"e5bd3914e2e596debea16f433f57875b5b90bcd6","#,
            r#""assignee":{user},"assignees":{assignees},"requested_reviewers":{assignees},"#,
            r#""head":{head},"base":{base},"_links":{{{links}}},"author_association":"OWNER","#,
            r#""draft":false,"merged":false,"mergeable":true,"rebaseable":true,"#,
            r#""mergeable_state":"clean","merged_by":null,"comments":10,"review_comments":0,"#,
            r#""maintainer_can_modify":true,"commits":3,"additions":104,"deletions":4,"#,
            r#""changed_files":5}}"#
        ),
        me = me,
        site = site,
        issue = issue,
        n = n,
        user = user(1),
        labels = list(5, label),
        milestone = milestone(1),
        assignees = list(3, user),
        head = branch("new-topic", 2),
        base = branch("main", 3),
        links = links
    )
}
