"""What columns are called in other people's files, by object and field; and words by which files and stages are recognised."""

# Besides these, a field answers to its API name, its column name and its labels in both languages.
SYNONYMS: dict[str, dict[str, str]] = {
    "user": {
        "name": "sales agent,agent,sales rep,rep,salesperson,employee,user,full name,员工,销售,业务员,用户名,销售代表,员工姓名",
        "manager": "manager,reports to,supervisor,boss,经理,主管,直属上级,汇报对象",
        "department": "regional office,office,region,department,dept,区域,大区,部门,所属部门,团队",
        "email": "mail,email address,e mail,邮箱,电子邮件",
        "title": "job title,position,职位,岗位",
    },
    "product": {
        "name": "product,product name,item,产品,产品名称,商品,品名",
        "code": "sku,product code,item code,货号,产品编码,物料编码",
        "family": "series,category,product line,line,系列,品类,产品线,类别",
        "listPrice": "sales price,price,list price,unit price,价格,单价,售价,标准价,定价",
        "unit": "uom,计量单位",
    },
    "account": {
        "name": "account,account name,company,company name,customer,customer name,organization,organisation,"
        "客户,客户名称,公司,公司名称,企业名称,单位名称",
        "industry": "sector,vertical,行业,所属行业",
        "foundedYear": "year established,established,founded,year founded,成立时间,成立年份",
        "revenue": "annual revenue,turnover,sales volume,年收入,营收,年营业额",
        "employees": "employee count,headcount,staff,number of employees,员工人数,人数,人员规模",
        "region": "office location,location,country,province,city,国家,省份,城市,所在地,地区",
        "parent": "subsidiary of,parent,parent company,parent account,母公司,上级公司,上级客户",
        "website": "url,web,homepage,网址,官网",
        "phone": "telephone,tel,phone number,电话,公司电话,座机",
        "address": "street,street address,地址,详细地址",
        "owner": "account owner,sales agent,owner,sales rep,负责人,跟进人,客户经理",
        "unifiedCreditCode": "credit code,社会信用代码,信用代码,税号",
        "externalId": "account id,customer id,company id,客户编号,客户id",
    },
    "contact": {
        "name": "contact,contact name,full name,person,姓名,联系人,联系人姓名,客户姓名",
        "account": "company,company name,account,account name,organization,organisation,公司,公司名称,客户,客户名称,单位",
        "mobile": "mobile phone,cell,cell phone,mobile number,phone,手机,手机号,手机号码,移动电话,联系电话,联系方式",
        "phone": "telephone,tel,work phone,office phone,电话,座机,固定电话",
        "email": "mail,email address,e mail,邮箱,电子邮件,电子邮箱",
        "title": "job title,position,role,职务,职位",
        "wechat": "wechat id,weixin,微信,微信号",
        "owner": "contact owner,sales agent,owner,负责人,跟进人",
        "externalId": "contact id,person id,联系人编号",
    },
    "deal": {
        "externalId": "opportunity id,deal id,opp id,opportunity number,商机编号,商机id,机会编号",
        "name": "deal,deal name,opportunity,opportunity name,商机,商机名称,机会名称,项目名称",
        "owner": "sales agent,owner,sales rep,rep,agent,负责人,销售,业务员",
        "account": "account,account name,company,company name,customer,客户,客户名称,公司",
        "product": "product,product name,item,产品,产品名称,意向产品",
        "stage": "deal stage,stage,sales stage,opportunity stage,阶段,商机阶段,销售阶段,status,状态",
        "createdAt": "engage date,created,created date,create date,open date,start date,创建日期,创建时间,开始日期",
        "closedAt": "close date,closed date,closing date,won date,关闭日期,成交日期,结束日期,结单日期",
        "expectedCloseDate": "expected close,expected close date,forecast date,预计成交日期,预计签约日期",
        "amount": "close value,value,deal value,amount,revenue,deal amount,price,金额,成交金额,商机金额,合同金额,预计金额",
        "lostReason": "loss reason,reason lost,输单原因,失败原因",
        "source": "lead source,channel,来源,线索来源,渠道",
        "quantity": "qty,count,数量",
    },
    "lead": {
        "name": "lead,lead name,full name,contact name,person,线索,线索姓名,姓名,联系人,客户姓名",
        "companyName": "company,company name,account,account name,organization,organisation,公司,公司名称,企业名称,单位名称",
        "mobile": "mobile phone,cell,cell phone,mobile number,手机,手机号,手机号码,联系电话,联系方式",
        "phone": "telephone,tel,work phone,phone number,电话,座机,固定电话",
        "email": "mail,email address,e mail,邮箱,电子邮件,电子邮箱",
        "title": "job title,position,role,职务,职位",
        "wechat": "wechat id,weixin,微信,微信号",
        "industry": "sector,vertical,行业,所属行业",
        "region": "location,country,province,city,国家,省份,城市,所在地,地区",
        "source": "lead source,lead origin,channel,utm source,来源,线索来源,渠道",
        "sourceDetail": "campaign,utm campaign,last source,活动,来源明细",
        "description": "notes,note,comment,message,备注,留言,需求描述",
        "owner": "lead owner,sales agent,owner,负责人,跟进人",
        "externalId": "lead id,lead number,prospect id,线索编号,线索id",
    },
    "activity": {
        "kind": "type,activity type,kind,类型,跟进方式,活动类型",
        "occurredAt": "date,time,activity date,when,日期,时间,跟进时间,拜访时间",
        "summary": "notes,note,comment,content,description,subject,内容,跟进内容,备注,记录",
        "account": "account,company,customer,客户,客户名称,公司名称",
        "contact": "contact,person,联系人",
        "deal": "deal,opportunity,商机,商机名称",
        "owner": "sales agent,user,owner,by,记录人,跟进人,负责人",
    },
    "task": {
        "title": "task,subject,todo,to do,任务,任务标题,待办,主题",
        "dueAt": "due,due date,deadline,截止日期,到期日期,截止时间",
        "assignee": "assigned to,owner,assignee,执行人,负责人,处理人",
        "account": "account,company,customer,客户",
        "deal": "deal,opportunity,商机",
        "contact": "contact,person,联系人",
    },
}

# Words in a file's name, for when its columns alone do not tell.
FILE_WORDS: dict[str, tuple[str, ...]] = {
    "deal": ("pipeline", "opportunit", "deal", "商机", "机会"),
    "account": ("account", "compan", "customer", "client", "客户", "公司", "企业"),
    "lead": ("lead", "线索"),
    "contact": ("contact", "people", "person", "联系人", "名片"),
    "product": ("product", "item", "sku", "产品", "商品"),
    "user": ("team", "agent", "user", "staff", "employee", "员工", "人员", "销售团队"),
    "activity": ("activit", "call", "visit", "interaction", "跟进", "拜访", "活动记录"),
    "task": ("task", "todo", "任务", "待办"),
}

STAGE_WORDS: dict[str, tuple[str, ...]] = {
    "WON": ("won", "closed won", "赢单", "成交", "签约", "成功"),
    "LOST": ("lost", "closed lost", "输单", "丢单", "失败", "流失"),
    "INVALID": ("invalid", "void", "无效", "作废", "重复"),
}
# The usual order of open stages; what is not here keeps its place in the file, after these.
STAGE_ORDER = (
    "lead", "new", "prospecting", "prospect", "first contact", "contacted", "qualification", "qualified", "discovery", "engaging",
    "engaged", "need", "evaluation", "demo", "proposal", "quote", "negotiation", "contract", "commit", "线索", "初步接触", "首次联系",
    "认知", "意向", "需求", "方案", "报价", "谈判", "合同",
)  # fmt: skip
