using System.Diagnostics.CodeAnalysis;
using Bogus;

namespace Crm.Cli.Seeding;

/// <summary>Mainland China: Han characters, family name first.</summary>
internal sealed record ChineseSeedLocale : SeedLocale
{
    private static readonly (string City, string Region, string Postal, string Area)[] Cities =
    [
        ("北京市", "北京市", "100", "10"),
        ("上海市", "上海市", "200", "21"),
        ("广州市", "广东省", "510", "20"),
        ("深圳市", "广东省", "518", "755"),
        ("成都市", "四川省", "610", "28"),
        ("杭州市", "浙江省", "310", "571"),
        ("武汉市", "湖北省", "430", "27"),
        ("西安市", "陕西省", "710", "29"),
        ("南京市", "江苏省", "210", "25"),
        ("重庆市", "重庆市", "400", "23"),
    ];

    private static readonly string[] Streets =
    [
        "人民路",
        "中山路",
        "建设大道",
        "解放路",
        "长江路",
        "文化路",
        "新华街",
        "和平路",
    ];
    private static readonly string[] Words =
    [
        "华信",
        "天成",
        "瑞丰",
        "恒达",
        "金桥",
        "东方",
        "新创",
        "明辉",
        "博远",
        "嘉禾",
        "宏图",
        "远景",
    ];
    private static readonly string[] Trades = ["科技", "贸易", "实业", "电子", "医疗器械", "物流", "软件", "机械"];
    private static readonly string[] MobilePrefixes = ["135", "138", "139", "150", "158", "186", "188"];

    [SetsRequiredMembers]
    public ChineseSeedLocale()
        : base("zh_CN", "CN", "zh-CN", "CNY")
    {
        TaxRate = 13;
        PriceFactor = 8;
        Texts = new SeedTexts
        {
            Roles = ["采购经理", "财务总监", "IT主管", "总经理", "市场经理", "行政主管"],
            Cases =
            [
                ("billing/invoice", "发票金额与订单不符"),
                ("billing/payment", "付款后状态未更新"),
                ("delivery/late", "货物延迟到达"),
                ("delivery/damaged", "收到的商品有损坏"),
                ("hardware/defect", "设备无法开机"),
                ("account/access", "无法登录客户平台"),
                ("product/question", "咨询产品的兼容性"),
                ("contract/change", "希望变更合同条款"),
            ],
            Resolutions = ["已更换新设备", "已重新开具发票", "问题已电话解决", "已退款"],
            Talks = ["询问交货日期", "讨论报价", "确认订单内容", "预约产品演示", "回访客户满意度", "更新联系方式"],
            LossReasons = ["价格过高", "选择了竞争对手", "预算被取消", "需求推迟"],
        };
    }

    public override IReadOnlyList<string> LegalForms { get; } = ["有限责任公司", "股份有限公司", "有限公司", "公司"];

    public override string FullName(string given, string family) => family + given;

    /// <summary>Digits, as is usual there.</summary>
    public override string Mailbox(Faker chance, string given, string family, int number) =>
        chance.Random.ReplaceNumbers("1####") + number.ToString("D6", provider: null);

    public override string OrganizationName(Faker chance, SeedPlace place) =>
        place.City.TrimEnd('市') + chance.PickRandom(Words) + chance.PickRandom(Trades) + "有限公司";

    public override SeedPlace Place(Faker chance)
    {
        var (city, region, postal, area) = chance.PickRandom(Cities);
        var street = $"{chance.PickRandom(Streets)}{chance.Random.Int(1, 999)}号";
        return new SeedPlace(street, postal + chance.Random.ReplaceNumbers("0##"), city, region, area);
    }

    public override string Phone(Faker chance, SeedPlace place) =>
        $"+86 {place.AreaCode} {chance.Random.ReplaceNumbers("6### ####")}";

    public override string Mobile(Faker chance) =>
        $"+86 {chance.PickRandom(MobilePrefixes)} {chance.Random.ReplaceNumbers("#### ####")}";
}
